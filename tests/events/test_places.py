"""Whatever people and editors do, in any order: nobody over the limit, nobody beside a free place, first come first."""

from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)
from wagtail.models import Locale, Page

from events import actions
from events.models import Signup
from hub.notices.models import Notice
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory, date_of
from tests.factories.people import PersonFactory

MODES = st.sampled_from(list(Signup.Mode))
CAPACITIES = st.sampled_from([1, 2, 0, 3, None])
OTHER = {Signup.Mode.IN_PERSON: Signup.Mode.ONLINE, Signup.Mode.ONLINE: Signup.Mode.IN_PERSON}
FIELD = {Signup.Mode.IN_PERSON: "in_person_capacity", Signup.Mode.ONLINE: "online_capacity"}


class Places(RuleBasedStateMachine):
    people = Bundle("people")

    def __init__(self):
        super().__init__()
        self.page = None
        self.stopped = self.cancelled = False
        self.example = transaction.atomic()
        self.example.__enter__()

    def teardown(self):
        """Each example begins with an empty house."""
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    @initialize(target=people, in_person=CAPACITIES, online=CAPACITIES)
    def announce(self, in_person, online):
        Locale.objects.get_or_create(language_code="en-gb")
        root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
        index = EventsIndexPageFactory(parent=root)
        self.page = LunchAndLearnPageFactory(
            parent=index, in_person_capacity=in_person, online_link="https://meet.example/x", online_capacity=online
        )
        self.granted = {}  # the most that were let in under the limit of that moment
        return multiple(*PersonFactory.create_batch(6))

    @rule(person=people, mode=MODES)
    def join(self, person, mode):
        if self.cancelled:
            with pytest.raises(actions.SignupRefused, match="cancelled"):
                actions.sign_up(date_of(self.page), person=person, mode=mode)
        else:
            actions.sign_up(date_of(self.page), person=person, mode=mode)

    @precondition(lambda self: self._signups().exclude(state="cancelled").exists())
    @rule(number=st.integers(0, 5))
    def leave(self, number):
        coming = list(self._signups().exclude(state="cancelled").order_by("pk"))
        actions.cancel_signup(coming[number % len(coming)])

    @precondition(lambda self: self._signups().exclude(state="cancelled").exists())
    @rule(number=st.integers(0, 5))
    def switch(self, number):
        coming = list(self._signups().exclude(state="cancelled").order_by("pk"))
        signup = coming[number % len(coming)]
        with suppress(actions.SignupRefused):
            actions.switch_mode(signup, OTHER[signup.mode])

    @precondition(lambda self: not date_of(self.page).is_cancelled())
    @rule()
    def stop_the_waiting_list(self):
        """From now on nobody is moved up; a free place goes to whoever takes it first."""
        self.page.promotion_stops_hours = 24 * 365
        self.page.save_revision().publish()
        self.stopped = True

    @precondition(lambda self: self.stopped)
    @rule(number=st.integers(0, 20))
    def call_it_off(self, number):
        """Seldom, or there would be little else to see."""
        if number == 0:
            actions.cancel_event(date_of(self.page), by=self.page.host)
            self.cancelled = True

    @rule(mode=MODES, capacity=CAPACITIES)
    def resize(self, mode, capacity):
        setattr(self.page, FIELD[mode], capacity)
        self.page.save_revision().publish()

    @invariant()
    def nobody_is_let_in_over_the_limit(self):
        for mode, capacity, taken, _ in self._counts():
            allowed = max(capacity, self.granted.get(mode, 0)) if capacity is not None else None
            assert allowed is None or taken <= allowed
            self.granted[mode] = taken

    @invariant()
    def nobody_waits_beside_a_free_place(self):
        if self.stopped or self.cancelled:
            return
        for _, capacity, taken, waiting in self._counts():
            assert not waiting or (capacity is not None and taken >= capacity)

    @invariant()
    def tallies_say_how_many_places_are_given(self):
        if self.page is None:
            return
        date = date_of(self.page)
        tallies = {Signup.Mode.IN_PERSON: date.in_person_tally, Signup.Mode.ONLINE: date.online_tally}
        for mode, capacity, taken, _ in self._counts():
            assert capacity is None or tallies[mode] == taken

    @invariant()
    def those_who_wait_came_after_those_who_were_let_in(self):
        for signup in self._signups().filter(state="waiting"):
            later = self._signups().filter(state="confirmed", mode=signup.mode, promoted_at__isnull=False)
            assert not later.filter(signed_up_at__gt=signup.signed_up_at).exists()

    @invariant()
    def everybody_with_a_place_was_told(self):
        for signup in self._signups().filter(state="confirmed"):
            last = Notice.objects.filter(recipient=signup.person).order_by("-pk").first()
            assert last.template.rsplit("/", 1)[1] in {"confirmed", "promoted", "event_cancelled"}
            assert last.context["sequence"] == signup.told_sequence

    def _signups(self):
        return Signup.objects.filter(occurrence__event=self.page)

    def _counts(self):
        if self.page is None:
            return
        date = date_of(self.page)
        for mode in Signup.Mode:
            here = date.signups.filter(mode=mode)
            yield mode, date.capacity(mode), here.confirmed().count(), here.waiting().count()


class PlacesTest(TestCase):
    def test_places_are_fair_whatever_happens(self):
        run_state_machine_as_test(
            Places,
            settings=settings(
                max_examples=10,
                stateful_step_count=25,
                deadline=None,
                database=None,
                phases=[Phase.generate],  # shrinking would take minutes
                suppress_health_check=list(HealthCheck),
            ),
        )
