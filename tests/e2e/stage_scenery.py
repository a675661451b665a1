"""Every page of events, and every state of one that the nurse and the facilitator can meet."""

from datetime import timedelta

from django.utils import timezone

from events import actions as events
from events import certificates, feedback
from events.actions import afterwards, ideas
from events.actions.feeds import make_address
from events.models import Occurrence
from hub.ask import actions as ask

from .stage_events import cancel_event, event, mark, sign_up, signup_key
from .stage_people import open_community, person_of

HOST, EDITOR = "facilitator@wexcombe.example", "editor@wexcombe.example"
NURSE, MEMBER, OUTSIDER = (f"{name}@wexcombe.example" for name in ("nurse", "member", "outsider"))
LINK = "https://meet.wexcombe.example/scene"
QUESTION = ("text", {"question": "What would you like to hear about?", "required": False})


def of_events():
    """Name and address of each. The facilitator hosts them all."""
    return {**_standings(), **_everyday(), **_series(), **_on_the_day(), **_after(), **_planning(), **_ideas()}


def _standings():
    """The nurse has a place at one, waits for another, and has none at the rest."""
    now = timezone.now()
    made = {
        "open": event("Scene open", host=HOST, online_link=LINK, catering=True, questions=[QUESTION]),
        "confirmed": event("Scene confirmed", host=HOST, in_person_capacity=2, catering=True),
        "waiting": event("Scene waiting", host=HOST, in_person_capacity=1),
        "full": event("Scene full", host=HOST, in_person_capacity=1),
        "not open": event("Scene not open", host=HOST, signup_opens_at=now + timedelta(days=1)),
        "closed": event("Scene closed", host=HOST, signup_closes_at=now - timedelta(days=1)),
        "past": event("Scene past", host=HOST, days=-2),
        "cancelled": event("Scene cancelled", host=HOST),
        "drop-in": event("Scene drop-in", host=HOST, drop_in=True, kind="coffee_and_learn"),
    }
    for state, who in [("confirmed", NURSE), ("waiting", MEMBER), ("waiting", NURSE), ("full", MEMBER)]:
        sign_up(made[state]["key"], who)
    cancel_event(made["cancelled"]["key"])
    keys = {state: event["key"] for state, event in made.items()}
    return {
        **{f"event, {state}": event["url"] for state, event in made.items()},
        "sign up": f"/do/events/{keys['open']}/sign-up/",
        "join the waiting list": f"/do/events/{keys['full']}/sign-up/",
        "change my place": f"/do/events/{keys['confirmed']}/my-place/",
        "give up a place": f"/do/events/{keys['confirmed']}/give-up/",
        "leave the queue": f"/do/events/{keys['waiting']}/give-up/",
        "who comes": f"/do/events/{keys['confirmed']}/who/",
        "people of an event": f"/do/events/{keys['confirmed']}/people/",
        "people, of a cancelled event": f"/do/events/{keys['cancelled']}/people/",
        "cancel an event": f"/do/events/{keys['confirmed']}/cancel/",
    }


def _everyday():
    """Some have an address of feeds already, others are offered one."""
    make_address(person_of(NURSE))
    return {
        "events, week": "/events/?view=week",
        "events, month": "/events/?view=month",
        "events, an empty month": "/events/?view=month&on=2001-01",
        "feeds": "/do/events/feeds/",
        "feeds, of a topic": "/do/events/feeds/?calendar=topic:sepsis",
        "feeds, a new address": "/do/events/feeds/renew/",
        "feeds, switched off": "/do/events/feeds/switch-off/",
        "organising": "/do/events/organising/",
    }


def _series():
    made = event("Scene series", host=HOST, weeks=5, online_link=LINK, online_capacity=1)
    often = event("Scene often", host=HOST, kind="coffee_and_learn", times=["14:30", "16:00"], weeks=16)
    for key, who in [(made["keys"][0], NURSE), (made["keys"][1], NURSE), (made["keys"][2], MEMBER)]:
        sign_up(key, who, mode="online")
    sign_up(made["keys"][2], NURSE, mode="online")
    cancel_event(made["keys"][3])
    number = made["pk"]
    return {
        "series": made["url"],
        "series, one date": f"{made['url']}?date={made['keys'][0]}",
        "series, many dates": often["url"],
        "series, all dates": f"/do/events/pages/{number}/dates/",
        "series, add a date": f"/do/events/pages/{number}/dates/add/",
        "series, change a date": f"/do/events/{made['keys'][0]}/change/",
        "series, cancel what follows": f"/do/events/{made['keys'][0]}/cancel-following/",
        "series, sign up for all": f"/do/events/pages/{number}/sign-up/",
        "series, give up all": f"/do/events/pages/{number}/give-up/",
    }


def _on_the_day():
    """It has just begun: some are marked, one was moved up, one was added, one gave up late."""
    made = event("Scene today", host=HOST, minutes=20, in_person_capacity=3, catering=True, promotion_stops_hours=0)
    key, host = made["key"], person_of(HOST)
    for who in (NURSE, MEMBER, OUTSIDER, EDITOR):
        sign_up(key, who)
    events.cancel_signup(Occurrence.objects.get(key=key).signups.get(person__email=OUTSIDER))
    sign_up(key, OUTSIDER)
    mark(key, NURSE)
    mark(key, MEMBER, "absent")
    date = Occurrence.objects.get(key=key)
    events.add_walk_in(date, person=person_of("reviewer@wexcombe.example"), by=host)
    nurse, people = signup_key(key, NURSE), f"/do/events/{key}/people/"
    return {
        "desk": people,
        **{f"desk, {tab}": f"{people}?show={tab}" for tab in ("waiting", "late", "changes")},
        "desk, nobody found": f"{people}?q=zzzzzz",
        "desk, add somebody": f"{people}add/",
        "desk, add somebody who was found": f"{people}add/?q=Kwame",
        "desk, move somebody": f"{people}{nurse}/move/",
        "desk, remove somebody": f"{people}{nurse}/remove/",
        "sign-in sheet": f"/do/events/{key}/sign-in-sheet/",
        "catering": f"/do/events/{key}/catering/",
        "check-in": f"/do/events/{key}/check-in/",
        "check-in, a walk-in": f"/do/events/{key}/check-in/walk-in/?q=Kwame",
        "door": f"/do/events/{key}/door/",
        "here": f"/do/events/here/{date.door_code}/",
    }


def _after():
    over, thanked = (event(f"Scene {title}", host=HOST, minutes=20, aims="Act sooner") for title in ("over", "thanked"))
    for made in (over, thanked):
        sign_up(made["key"], NURSE)
        mark(made["key"], NURSE)
        _let_end(made["key"])
    date = Occurrence.objects.get(key=thanked["key"])
    host, video = person_of(HOST), "https://video.wexcombe.example/scene"
    afterwards.save_wrap_up(date, by=host, message="Thank you.", recording_link=video)
    afterwards.send_thanks(date, by=host)
    afterwards.turn_into_asset(date, by=host)
    paper = certificates.issue(date.signups.get(person__email=NURSE))
    questions = feedback.questions_about(date)
    return {
        "event, over": thanked["url"],
        "after": f"/do/events/{over['key']}/after/",
        "after, thanked": f"/do/events/{thanked['key']}/after/",
        "certificate, offered": f"/do/events/{over['key']}/certificate/",
        "certificate": f"/my/learning/certificates/{paper.key}/",
        "certificate, checking": "/do/events/certificates/",
        "certificate, checked": f"/do/events/certificates/{paper.reference}/",
        "certificate, unknown": "/do/events/certificates/?reference=nonsense",
        "learning": "/my/learning/",
        "feedback": f"/do/ask/{ask.issue_ticket(questions)}/",
        "feedback, given": "/do/ask/thanks/",
        "feedback, of an unknown link": "/do/ask/no-such-link/",
        "feedback, results": f"/do/ask/results/{questions.key}/",
    }


def _let_end(key):
    """As though it had ended an hour ago."""
    start = timezone.now() - timedelta(hours=2)
    date = Occurrence.objects.get(key=key)
    Occurrence.objects.filter(pk=date.pk).update(start=start, end=start + timedelta(hours=1), slot=start)


def _planning():
    community = open_community("Scene community of planners", HOST, members=[NURSE])
    made = event("Scene planned", host=HOST, online_link=LINK)
    under = f"/do/events/plan/?under={community['pk']}"
    pages = f"/do/events/pages/{made['pk']}/"
    return {
        "plan, what kind": "/do/events/plan/",
        "plan, under a community": under,
        "plan, the form": f"{under}&kind=lunchandlearnpage",
        "plan, events of a community": f"{community['url']}?tab=events",
        "change an event": f"{pages}edit/",
        "draft of an event": f"{pages}draft/",
        "copy an event": f"{pages}copy/",
        "take an event back": f"{pages}take-back/",
        "keep an event as a template": f"{pages}template/",
    }


def _ideas():
    nurse, library = person_of(NURSE), person_of("library@wexcombe.example")
    new = ideas.suggest(kind="topic", title="Scene: quieter nights", details="Alarms.\nDoors.", person=nurse)
    other = ideas.suggest(kind="speaker", title="Scene: my first audit", details="", person=nurse)
    ideas.decline_suggestion(other, by=library, answer="Let us talk in spring.")
    return {
        "suggest": "/do/events/suggest/",
        "suggestions": "/do/events/suggestions/",
        "suggestions, answered": "/do/events/suggestions/?show=answered",
        "suggestions, not now": f"/do/events/suggestions/{new.key}/not-now/",
    }
