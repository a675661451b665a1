"""Every address of ours, asked by every role. An address without a row fails; so does a row without an address.

Wagtail's and allauth's own addresses are declared by namespace at the end, and every one that takes no argument is
asked by people who have no business there.
"""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client, TestCase, override_settings
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone
from wagtail.models import Page, Site

from assets_library.models import AssetPage
from events import certificates
from events.actions.feeds import make_address
from events.actions.ideas import suggest
from home.models import HomePage, StandardPage, TechniquePage, TechniquesIndexPage
from hub.ask.actions import issue_ticket
from hub.directory.models import Profile
from hub.media.models import HubDocument, HubImage
from hub.people.models import Invitation
from hub.people.roles import EDITORS, LIBRARY_TEAM, REVIEWERS
from hub.review.models import Hold
from hub.topics.models import Topic
from hub.trail.actions import short_link_to
from tests.factories.ask import open_set, register_kind
from tests.factories.circles import CircleFactory, MembershipFactory, gate
from tests.factories.communities import CommunitiesIndexPageFactory, CommunityPageFactory
from tests.factories.content import png
from tests.factories.events import EventsIndexPageFactory, LunchAndLearnPageFactory, SignupFactory, date_of
from tests.factories.library import BulletinPageFactory, LearningZonePageFactory, LibraryIndexPageFactory
from tests.factories.notices import NoticeFactory
from tests.factories.people import PersonFactory

SIGN_IN = "sign-in"
ROLES = [
    "signed_out",
    "leaver",
    "guest",
    "member",
    "former_member",
    "non_member",
    "facilitator",
    "editor",
    "library_team",
    "reviewer",
    "superuser",
]
STAFF = ROLES[3:]
INSIDE = ["member", "facilitator"]
ADMIN = ["editor", "library_team", "reviewer", "superuser"]
OURS = {"hub", "home", "communities", "events", "assets_library"}


class World:
    """A Hub with one closed community, what stands in it, and one person in each role."""

    def __init__(self):
        self.home = _home()
        self.people = _people()
        self._communities()
        self._events()
        self._library()
        self._rows()

    def _communities(self):
        self.communities = CommunitiesIndexPageFactory(parent=self.home)
        self.closed = CommunityPageFactory(parent=self.communities, title="Closed community")
        self.open = CommunityPageFactory(parent=self.communities, title="Open community", policy="open")
        self.hidden = CommunityPageFactory(
            parent=self.communities, title="Hidden community", policy="by_invitation", listing="hidden"
        )
        self.membership = {}
        for role in ("member", "former_member", "facilitator", "leaver"):
            state = "left" if role == "former_member" else "active"
            kind = "facilitator" if role == "facilitator" else "member"
            self.membership[role] = MembershipFactory(
                circle=self.closed.circle, person=self.people[role], state=state, role=kind
            )
        self.waiting = MembershipFactory(circle=self.closed.circle, state="requested")

    def _events(self):
        self.events = EventsIndexPageFactory(parent=_fresh(self.home), title="Events", slug="events")
        host = self.people["facilitator"]
        self.event = LunchAndLearnPageFactory(parent=_fresh(self.closed), title="Members' lunch", host=host)
        self.date = date_of(self.event)
        SignupFactory(occurrence=self.date, person=self.people["member"])
        self.over = date_of(
            LunchAndLearnPageFactory(parent=_fresh(self.closed), title="Members' last lunch", host=host, past=True)
        )
        came = SignupFactory(occurrence=self.over, person=self.people["member"], attendance="attended")
        self.certificate = certificates.issue(came)

    def _library(self):
        self.library = LibraryIndexPageFactory(parent=_fresh(self.home))
        self.bulletin = BulletinPageFactory(parent=_fresh(self.library), content_owner=self.people["editor"])
        self.zone = LearningZonePageFactory(parent=_fresh(self.library))
        self.asset = AssetPage(title="Members' asset", kind="lesson", gist="x", content_owner=self.people["member"])
        _fresh(self.closed).add_child(instance=self.asset)
        self.techniques = _fresh(self.home).add_child(instance=TechniquesIndexPage(title="Techniques"))
        self.technique = self.techniques.add_child(
            instance=TechniquePage(title="Fishbowl", number=12, stage="sharing", summary="x", what="<p>x</p>")
        )
        self.help = _fresh(self.home).add_child(instance=StandardPage(title="Help"))
        gate(self.help, CircleFactory(public=True))

    def _rows(self):
        self.topic = Topic.objects.create(name="Falls prevention", slug="falls-prevention")
        self.link = short_link_to(self.asset)
        self.suggestion = suggest(kind="topic", title="Sleep", person=self.people["member"])
        listed = PersonFactory()
        Profile.objects.create(person=listed, is_listed=True)
        self.listed = listed
        self.invitation = Invitation.objects.create(
            email="new@wexcombe.example",
            invited_by=self.people["library_team"],
            expires_at=timezone.now() + timedelta(days=7),
        )
        self.hold = Hold.objects.create(target=self.asset, findings=[], asked_by=self.people["editor"])
        self.notice = NoticeFactory(recipient=listed, state="dead")
        register_kind(name="tests.matrix", may_read=lambda user, asked: user == self.people["facilitator"])
        self.questions = open_set(kind="tests.matrix", about=listed, today=timezone.localdate())
        self.ticket = issue_ticket(self.questions)
        picture = HubImage.objects.create(
            title="Members' picture", file=ContentFile(png(40, 40), name="p.png"), circle=self.closed.circle
        )
        self.rendition = picture.get_rendition("fill-20x20")
        self.document = HubDocument.objects.create(
            title="Members' document", file=ContentFile(b"x", name="d.txt"), circle=self.closed.circle
        )


def _home():
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Knowledge Hub", slug="hub"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": home})
    Site.clear_site_root_paths_cache()
    return home


def _people():
    kinds = {"leaver": {"is_active": True}, "guest": {"kind": "guest"}, "superuser": {"is_superuser": True}}
    people = {role: PersonFactory(**kinds.get(role, {})) for role in ROLES if role != "signed_out"}
    for role, name in {"editor": EDITORS, "library_team": LIBRARY_TEAM, "reviewer": REVIEWERS}.items():
        people[role].groups.add(Group.objects.get(name=name))
    for role in ("library_team", "reviewer", "superuser"):
        Authenticator.objects.create(user=people[role], type="totp", data={"secret": "x"})
    return people


def _fresh(page):
    return type(page).objects.get(pk=page.pk)


def staff(status, *, guest=404, **others):
    """One answer for all staff, but for those named. Signed out and leavers are sent to sign in."""
    return {"signed_out": SIGN_IN, "leaver": SIGN_IN, "guest": guest, **dict.fromkeys(STAFF, status), **others}


def inside(status, *, outside=404, **others):
    """One answer for those inside the closed community, another for everybody else."""
    return {**staff(outside), **dict.fromkeys(INSIDE, status), **others}


def signed_in(status):
    return staff(status, guest=status)


def everybody(status):
    return dict.fromkeys(ROLES, status)


def admin(status, *roles, others=302):
    """One answer for the roles named, another for the rest of those who may enter the admin; 403 for all others."""
    return {**staff(403, guest=403), **dict.fromkeys(ADMIN, others), **dict.fromkeys(roles, status)}


def community(name, **kwargs):
    return lambda world: reverse(f"communities:{name}", kwargs={"key": world.closed.circle.key, **kwargs})


def of_waiting(name):
    return lambda world: reverse(f"communities:{name}", args=[world.closed.circle.key, world.waiting.key])


def of_date(name):
    return lambda world: reverse(f"events:{name}", args=[world.date.key])


def of_signup(name):
    return lambda world: reverse(f"events:{name}", args=[world.date.key, world.date.signups.get().key])


def of_past_date(name):
    return lambda world: reverse(f"events:{name}", args=[world.over.key])


def of_feeds(name, owner, *args):
    """A feed at the address of one person, asked by everybody."""
    return lambda world: reverse(
        f"events:feed_{name}", args=[make_address(world.people[owner]).secret, *[one(world) for one in args]]
    )


def of_event(name):
    return lambda world: reverse(f"events:{name}", args=[world.event.pk])


RUN = {**inside(403, outside=403), "guest": 404, "facilitator": 200}
RUN_POST = {**RUN, "facilitator": 302}
ORGANISE = inside(403, facilitator=200)
DESK = ["people_xlsx", "add_person", "sign_in_sheet", "catering", "check_in", "walk_in", "door"]
ASKED = staff(404, facilitator=200)

PLAN = {**signed_in(403), "facilitator": 200, "editor": 200, "library_team": 200}
ANSWER = {**signed_in(403), "library_team": 200}
SOME_DAY = {"day": "2030-05-14", "start": "12:30"}


def of_suggestion(name):
    return lambda world: reverse(f"events:{name}", args=[world.suggestion.key])


def attendance_report(export):
    return lambda world: reverse("events_admin:attendance") + export


# (address name, how to build it, method, data, what each role gets)
ROWS = [
    ("healthz", lambda w: "/healthz", "get", {}, everybody(200)),
    ("readyz", lambda w: "/readyz", "get", {}, everybody(200)),
    # pages
    ("wagtail_serve", lambda w: w.home.url, "get", {}, staff(200, guest=302)),
    ("wagtail_serve", lambda w: w.help.url, "get", {}, everybody(200)),
    ("wagtail_serve", lambda w: w.communities.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: w.closed.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: w.open.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: w.hidden.url, "get", {}, staff(404)),
    ("wagtail_serve", lambda w: w.events.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: w.event.url, "get", {}, inside(200)),
    ("wagtail_serve", lambda w: w.asset.url, "get", {}, inside(200)),
    ("wagtail_serve", lambda w: w.library.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: w.bulletin.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: w.zone.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: w.techniques.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: w.technique.url, "get", {}, staff(200)),
    ("wagtail_serve", lambda w: "/no/such/page/", "get", {}, staff(404)),
    # home
    ("home:my_hub", lambda w: "/my/", "get", {}, signed_in(200)),
    ("home:search", lambda w: "/search/?q=members", "get", {}, signed_in(200)),
    # communities
    ("communities:go", community("go"), "get", {}, staff(302)),
    ("communities:join", community("join"), "post", {}, staff(302)),
    ("communities:join", community("join"), "get", {}, signed_in(405)),
    ("communities:ask", community("ask"), "get", {}, staff(200)),
    ("communities:ask", community("ask"), "post", {"note": "x"}, staff(302)),
    ("communities:withdraw", community("withdraw"), "post", {}, {**inside(302), "former_member": 302}),
    ("communities:leave", community("leave"), "get", {}, inside(200)),
    ("communities:leave", community("leave"), "post", {}, inside(302)),
    ("communities:manage", community("manage"), "get", {}, RUN),
    ("communities:invite", community("invite"), "get", {}, RUN),
    ("communities:invite", community("invite"), "post", {"email": "x"}, RUN),
    ("communities:settings", community("settings"), "get", {}, RUN),
    ("communities:settings", community("settings"), "post", {"policy": "open", "listing": "listed"}, RUN_POST),
    ("communities:answer", of_waiting("answer"), "get", {}, RUN),
    ("communities:answer", of_waiting("answer"), "post", {"answer": "admit"}, RUN_POST),
    ("communities:remove", of_waiting("remove"), "get", {}, RUN),
    ("communities:set_role", of_waiting("set_role"), "post", {"role": "facilitator"}, RUN_POST),
    # events: of a closed community, so that an outsider could learn something
    ("events:sign_up", of_date("sign_up"), "get", {}, inside(200)),
    ("events:sign_up", of_date("sign_up"), "post", {"mode": "in_person"}, inside(302)),
    ("events:give_up", of_date("give_up"), "get", {}, inside(404, member=200)),
    ("events:give_up", of_date("give_up"), "post", {}, inside(404, member=302)),
    ("events:change_signup", of_date("change_signup"), "get", {}, inside(404, member=200)),
    ("events:change_signup", of_date("change_signup"), "post", {"mode": "in_person"}, inside(404, member=302)),
    ("events:take_free_place", of_date("take_free_place"), "get", {}, signed_in(405)),
    ("events:take_free_place", of_date("take_free_place"), "post", {}, inside(404, member=302)),
    ("events:calendar", of_date("calendar"), "get", {}, inside(404, member=200)),
    *[(f"events:{name}", of_date(name), "get", {}, inside(200)) for name in ("calendar_file", "qr", "who")],
    ("events:feeds", lambda w: reverse("events:feeds"), "get", {}, signed_in(200)),
    ("events:feeds_make", lambda w: reverse("events:feeds_make"), "get", {}, signed_in(405)),
    ("events:feeds_make", lambda w: reverse("events:feeds_make"), "post", {}, signed_in(302)),
    *[
        (f"events:feeds_{name}", lambda w, name=name: reverse(f"events:feeds_{name}"), method, {}, signed_in(status))
        for name in ("renew", "switch_off")
        for method, status in (("get", 200), ("post", 302))
    ],
    # whoever holds the secret reads as its owner does, signed in or not
    ("events:feed_mine", of_feeds("mine", "member"), "get", {}, everybody(200)),
    ("events:feed_mine", of_feeds("mine", "leaver"), "get", {}, everybody(404)),
    ("events:feed_mine", lambda w: reverse("events:feed_mine", args=["x" * 43]), "get", {}, everybody(404)),
    ("events:feed_topic", of_feeds("topic", "member", lambda w: w.topic.slug), "get", {}, everybody(200)),
    ("events:feed_page", of_feeds("page", "member", lambda w: w.closed.pk), "get", {}, everybody(200)),
    ("events:feed_page", of_feeds("page", "non_member", lambda w: w.closed.pk), "get", {}, everybody(404)),
    ("events:people", of_date("people"), "get", {}, ORGANISE),
    ("events:people_csv", of_date("people_csv"), "get", {}, ORGANISE),
    ("events:cancel_event", of_date("cancel_event"), "get", {}, ORGANISE),
    ("events:cancel_event", of_date("cancel_event"), "post", {"reason": "Ill"}, {**ORGANISE, "facilitator": 302}),
    *[(f"events:{name}", of_date(name), "get", {}, ORGANISE) for name in DESK],
    *[(f"events:{name}", of_date(name), "post", {}, ORGANISE) for name in ("add_person", "walk_in", "head_count")],
    *[
        (f"events:{name}", of_date(name), "post", {}, {**ORGANISE, "facilitator": 302})
        for name in ("everybody_else_absent", "new_door_code")
    ],
    *[
        (f"events:{name}", of_signup(name), method, {"reason": "Ill"}, {**ORGANISE, "facilitator": status})
        for name, method, status in (
            ("remove_person", "get", 200),
            ("remove_person", "post", 302),
            ("move_person", "get", 200),
            ("move_person", "post", 200),
            ("mark", "post", 302),
        )
    ],
    ("events:here", lambda w: reverse("events:here", args=[w.date.door_code]), "get", {}, inside(200)),
    ("events:here", lambda w: reverse("events:here", args=[w.date.door_code]), "post", {}, inside(302)),
    ("events:here", lambda w: reverse("events:here", args=["K7MCD34"]), "get", {}, signed_in(404)),
    *[("events:plan", lambda w: reverse("events:plan"), method, {}, PLAN) for method in ("get", "post")],
    ("events:organising", lambda w: reverse("events:organising"), "get", {}, signed_in(200)),
    ("events:edit_event", of_event("edit_event"), "get", {}, ORGANISE),
    ("events:edit_event", of_event("edit_event"), "post", {"title": "x"}, ORGANISE),
    ("events:preview_event", of_event("preview_event"), "get", {}, ORGANISE),
    ("events:copy_event", of_event("copy_event"), "get", {}, ORGANISE),
    ("events:copy_event", of_event("copy_event"), "post", SOME_DAY, {**ORGANISE, "facilitator": 302}),
    ("events:take_back_event", of_event("take_back_event"), "get", {}, ORGANISE),
    ("events:take_back_event", of_event("take_back_event"), "post", {}, {**ORGANISE, "facilitator": 302}),
    ("events:keep_as_template", of_event("keep_as_template"), "get", {}, inside(403)),
    ("events:keep_as_template", of_event("keep_as_template"), "post", {"name": "x"}, inside(403)),
    ("events:suggest", lambda w: reverse("events:suggest"), "get", {}, staff(200)),
    ("events:suggest", lambda w: reverse("events:suggest"), "post", {"kind": "topic", "title": "x"}, staff(302)),
    ("events:suggestions", lambda w: reverse("events:suggestions"), "get", {}, ANSWER),
    ("events:not_now", of_suggestion("not_now"), "get", {}, ANSWER),
    ("events:not_now", of_suggestion("not_now"), "post", {"answer": "x"}, {**ANSWER, "library_team": 302}),
    *[
        ("events_admin:attendance", attendance_report(export), "get", {}, admin(200, "library_team", "superuser"))
        for export in ("", "?export=csv", "?export=xlsx")
    ],
    ("events:cancel_following", of_date("cancel_following"), "get", {}, ORGANISE),
    ("events:cancel_following", of_date("cancel_following"), "post", {}, {**ORGANISE, "facilitator": 302}),
    ("events:change_date", of_date("change_date"), "get", {}, ORGANISE),
    ("events:change_date", of_date("change_date"), "post", {}, ORGANISE),
    ("events:dates", of_event("dates"), "get", {}, ORGANISE),
    ("events:add_date", of_event("add_date"), "get", {}, ORGANISE),
    ("events:add_date", of_event("add_date"), "post", {}, ORGANISE),
    ("events:sign_up_for_all", of_event("sign_up_for_all"), "get", {}, inside(200)),
    ("events:sign_up_for_all", of_event("sign_up_for_all"), "post", {"mode": "in_person"}, inside(302)),
    ("events:give_up_all", of_event("give_up_all"), "get", {}, inside(404, member=200)),
    ("events:give_up_all", of_event("give_up_all"), "post", {}, inside(302)),
    # afterwards: of the same community; a certificate is its owner's, and whoever holds its reference checks it
    ("events:after", of_past_date("after"), "get", {}, ORGANISE),
    ("events:after", of_past_date("after"), "post", {"message": "Thanks"}, {**ORGANISE, "facilitator": 302}),
    ("events:make_asset", of_past_date("make_asset"), "post", {}, {**ORGANISE, "facilitator": 302}),
    ("events:certificate", of_past_date("certificate"), "get", {}, inside(404, member=302)),
    ("events:certificate", of_past_date("certificate"), "post", {}, inside(404, member=302)),
    ("events:certificate_check", lambda w: reverse("events:certificate_check"), "get", {}, signed_in(200)),
    *[
        (
            "events:certificate_checked",
            lambda w, number=number: reverse("events:certificate_checked", args=[number or w.certificate.reference]),
            "get",
            {},
            signed_in(404 if number else 200),
        )
        for number in ("", "CDFG-HJKM-NPQ")
    ],
    *[
        (
            f"events:{name}",
            lambda w, name=name: reverse(f"events:{name}", args=[w.certificate.key]),
            "get",
            {},
            staff(404, member=200),
        )
        for name in ("my_certificate", "my_certificate_pdf")
    ],
    *[
        (f"events:{name}", lambda w, name=name: reverse(f"events:{name}"), "get", {}, signed_in(200))
        for name in ("learning", "learning_csv", "learning_pdf")
    ],
    # library: an asset of a closed community, owned by the member
    (
        "assets_library:still_correct",
        lambda w: reverse("assets_library:still_correct", args=[w.asset.pk]),
        "post",
        {},
        inside(302, facilitator=403),
    ),
    # ask: whoever holds the secret answers, as nobody; the results are for those whom the kind lets read them
    ("ask:answer", lambda w: reverse("ask:answer", args=[w.ticket]), "get", {}, everybody(200)),
    ("ask:answer", lambda w: reverse("ask:answer", args=[w.ticket]), "post", {"useful": "4"}, everybody(302)),
    ("ask:answer", lambda w: reverse("ask:answer", args=["x" * 32]), "get", {}, everybody(404)),
    ("ask:thanks", lambda w: reverse("ask:thanks"), "get", {}, everybody(200)),
    *[
        (f"ask:{name}", lambda w, name=name: reverse(f"ask:{name}", args=[w.questions.key]), "get", {}, ASKED)
        for name in ("results", "results_csv")
    ],
    (
        "hub_review:held_texts",
        lambda w: reverse("hub_review:held_texts"),
        "get",
        {},
        admin(200, "reviewer", others=404),
    ),
    (
        "hub_review:held_text",
        lambda w: reverse("hub_review:held_text", args=[w.hold.key]),
        "get",
        {},
        admin(200, "reviewer", others=404),
    ),
    (
        "hub_review:decide",
        lambda w: reverse("hub_review:decide", args=[w.hold.key]),
        "post",
        {"decision": "release", "reason": "Not a patient", "seen": "something else"},
        admin(302, "reviewer", others=404),
    ),
    # topics, people, trail, media
    ("circles:page", lambda w: f"/do/pages/{w.asset.pk}/", "get", {}, inside(302)),
    ("circles:page", lambda w: f"/do/pages/{w.closed.pk}/", "get", {}, staff(302)),
    ("circles:page", lambda w: f"/do/pages/{w.hidden.pk}/", "get", {}, staff(404)),
    ("topics:index", lambda w: "/topics/", "get", {}, signed_in(200)),
    ("topics:detail", lambda w: f"/topics/{w.topic.slug}/", "get", {}, signed_in(200)),
    ("topics:follow", lambda w: f"/topics/{w.topic.slug}/follow/", "post", {"follow": "yes"}, signed_in(302)),
    ("directory:people", lambda w: "/people/", "get", {}, staff(200)),
    ("directory:me", lambda w: "/people/me/", "get", {}, staff(200)),
    ("directory:person", lambda w: f"/people/{w.listed.key}/", "get", {}, staff(200)),
    ("trail:follow", lambda w: w.link.get_absolute_url(), "get", {}, inside(302)),
    ("media:media", lambda w: w.rendition.url, "get", {}, inside(200)),
    ("wagtaildocs_serve", lambda w: w.document.url, "get", {}, inside(200)),
    # accounts
    ("people:invitation", lambda w: reverse("people:invitation", args=[w.invitation.key]), "get", {}, everybody(200)),
    ("people:sign_out", lambda w: reverse("people:sign_out"), "post", {}, everybody(SIGN_IN)),
    ("people:sign_out", lambda w: reverse("people:sign_out"), "get", {}, everybody(405)),
    ("people:account", lambda w: "/my/account/", "get", {}, signed_in(200)),
    ("people:download", lambda w: "/my/account/data/", "get", {}, signed_in(200)),
    ("people:end_sessions", lambda w: "/my/account/end-sessions/", "post", {}, signed_in(302)),
    ("admin_login_door", lambda w: "/admin/login/", "get", {}, everybody(SIGN_IN)),
    ("admin_password_reset_door", lambda w: "/admin/password_reset/", "get", {}, everybody(302)),
    ("admin_password_reset_done_door", lambda w: "/admin/password_reset/done/", "get", {}, everybody(302)),
    (
        "admin_password_reset_confirm_door",
        lambda w: "/admin/password_reset/confirm/MQ/set-password/",
        "get",
        {},
        everybody(302),
    ),
    ("admin_password_reset_complete_door", lambda w: "/admin/password_reset/complete/", "get", {}, everybody(302)),
    ("page_login_door", lambda w: "/_util/login/", "get", {}, everybody(SIGN_IN)),
    ("admin_logout_door", lambda w: "/admin/logout/", "post", {}, everybody(SIGN_IN)),
    ("account_logout", lambda w: "/accounts/logout/", "post", {}, everybody(SIGN_IN)),
    ("openid_connect_login", lambda w: "/accounts/oidc/trust/login/", "get", {}, everybody(404)),
    # the outbox and its report
    ("notices:captured_mail", lambda w: "/do/notices/captured-mail/", "get", {}, staff(404, superuser=200)),
    (
        "notices:captured_letter",
        lambda w: reverse("notices:captured_letter", args=[w.notice.key]),
        "get",
        {},
        signed_in(404),
    ),
    (
        "notices:captured_html",
        lambda w: reverse("notices:captured_html", args=[w.notice.key]),
        "get",
        {},
        signed_in(404),
    ),
    (
        "notices:captured_file",
        lambda w: reverse("notices:captured_file", args=[w.notice.key, 0]),
        "get",
        {},
        signed_in(404),
    ),
    (
        "notices_admin:report",
        lambda w: reverse("notices_admin:report"),
        "get",
        {},
        admin(200, "library_team", "superuser"),
    ),
    (
        "notices_admin:report_results",
        lambda w: reverse("notices_admin:report_results"),
        "get",
        {},
        admin(200, "library_team", "superuser"),
    ),
    (
        "notices_admin:retry_dead",
        lambda w: reverse("notices_admin:retry_dead"),
        "get",
        {},
        admin(200, "library_team", "superuser"),
    ),
    (
        "notices_admin:retry",
        lambda w: reverse("notices_admin:retry", args=[w.notice.key]),
        "post",
        {},
        admin(302, "library_team", "superuser"),
    ),
    # people and topics in the admin
    *[
        (
            f"people_admin:{name}",
            lambda w, name=name: reverse(f"people_admin:{name}"),
            "get",
            {},
            admin(200, "library_team", "superuser"),
        )
        for name in ("invitations", "invite", "staff_list")
    ],
    *[
        (
            f"people_admin:{name}",
            lambda w, name=name: reverse(f"people_admin:{name}", args=[w.invitation.key]),
            "get",
            {},
            admin(405, *ADMIN),
        )
        for name in ("withdraw", "resend")
    ],
    (
        "people_admin:life",
        lambda w: reverse("people_admin:life", args=[w.people["member"].key]),
        "get",
        {},
        admin(200, "superuser"),
    ),
    (
        "topics_admin:autocomplete",
        lambda w: reverse("topics_admin:autocomplete"),
        "get",
        {},
        admin(200, *ADMIN),
    ),
    (
        "topics_admin:merge",
        lambda w: reverse("topics_admin:merge", args=[w.topic.pk]),
        "get",
        {},
        admin(200, "library_team", "superuser"),
    ),
    (
        "wagtailsnippets_hub_topics_topic:list",
        lambda w: reverse("wagtailsnippets_hub_topics_topic:list"),
        "get",
        {},
        admin(200, "editor", "library_team", "superuser"),
    ),
    (
        "wagtailsnippets_hub_topics_topic:list_results",
        lambda w: reverse("wagtailsnippets_hub_topics_topic:list_results"),
        "get",
        {},
        admin(200, "editor", "library_team", "superuser"),
    ),
    *[
        (
            f"place_chooser:{name}",
            lambda w, name=name: reverse(f"place_chooser:{name}"),
            "get",
            {},
            admin(200, *ADMIN),
        )
        for name in ("choose", "choose_results")
    ],
    *[
        (
            f"wagtailusers_users:{name}",
            lambda w, name=name: reverse(f"wagtailusers_users:{name}"),
            "get",
            {},
            admin(200, "superuser"),
        )
        for name in ("index", "index_results")
    ],
    (
        "wagtailusers_users:edit",
        lambda w: reverse("wagtailusers_users:edit", args=[w.people["member"].pk]),
        "get",
        {},
        admin(200, "superuser"),
    ),
    (
        "wagtailusers_users:delete",
        lambda w: reverse("wagtailusers_users:delete", args=[w.people["member"].pk]),
        "get",
        {},
        admin(302, *ADMIN),
    ),
]

# Stock addresses, by the package that brings them. They answer for themselves; see the walk at the end.
STOCK = {"wagtail", "allauth", "django", "wagtail_modeladmin"}


def patterns(resolver=None, spaces=()):
    """(full name, module of the view) of every address there is."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from patterns(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join([*spaces, pattern.name or "?"]), pattern.callback.__module__.split(".")[0]


def answer_of(response):
    is_redirect = response.status_code == 302
    return SIGN_IN if is_redirect and response.url.startswith(settings.WAGTAILADMIN_LOGIN_URL) else response.status_code


@override_settings(MEDIA_ROOT=settings.VAR_DIR / "test_media_matrix")
class MatrixTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.world = World()
        cls.clients = {role: cls.client_of(role) for role in ROLES}

    @classmethod
    def client_of(cls, role):
        client = Client()
        if role != "signed_out":
            client.force_login(cls.world.people[role])
        if role == "leaver":
            cls.world.people[role].is_active = False
            cls.world.people[role].save(update_fields=["is_active"])
        return client

    def ask(self, role, method, address, data):
        """The answer to one request, whose effects are undone."""
        client = Client()
        client.cookies.update(self.clients[role].cookies)
        with transaction.atomic():
            response = getattr(client, method)(address, data)
            b"".join(response.streaming_content) if response.streaming else response.content
            transaction.set_rollback(True)
        return answer_of(response)

    def test_every_address_of_ours_has_a_row(self):
        ours = {name for name, module in patterns() if module in OURS}

        assert ours - {row[0] for row in ROWS} == set()

    def test_every_row_names_an_address(self):
        names = {name for name, _ in patterns()}

        assert {row[0] for row in ROWS} - names == set()

    def test_every_other_address_comes_from_a_package_that_is_declared(self):
        assert {module for _, module in patterns()} - OURS == STOCK

    def test_stock_admin_addresses_are_closed_to_people_without_a_role(self):
        open_to_strangers = []
        for name, module in patterns():
            address = self.address_without_arguments(name) if module in STOCK else None
            if not address or not address.startswith("/admin/"):
                continue
            for role in ("signed_out", "guest", "member", "facilitator", "leaver"):
                if self.ask(role, "get", address, {}) == 200:
                    open_to_strangers.append((role, name))

        # Wagtail's script catalogue and its drawings hold nothing of ours; the way out is open to everybody.
        harmless = {"wagtailadmin_javascript_catalog", "wagtailadmin_sprite", "wagtailadmin_logout"}
        assert [row for row in open_to_strangers if row[1] not in harmless] == []

    @staticmethod
    def address_without_arguments(name):
        try:
            return reverse(name)
        except NoReverseMatch:
            return None


def _test_of(row):
    name, build, method, data, expected = row

    def test(self):
        address = build(self.world)
        found = {role: self.ask(role, method, address, data) for role in ROLES}
        assert found == expected, (
            name,
            method,
            {role: (found[role], expected[role]) for role in ROLES if found[role] != expected[role]},
        )

    return test


for _number, _row in enumerate(ROWS):
    setattr(MatrixTest, f"test_row_{_number:03}_{_row[2]}_{_row[0].replace(':', '_')}", _test_of(_row))
