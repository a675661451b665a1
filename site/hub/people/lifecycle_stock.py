"""Lifecycle entries of this room and of the packages we stand on: what a leaver's rows mean.

Authorship of pages, revisions, workflow steps and audit entries is the organisation's record: the rows stay and then
name a "Former colleague". What only served the person (preferences, subscriptions, half-typed forms) goes.
"""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from . import lifecycle
from .models import Invitation, User

DELETED_BY_ERASE = "Deleted by hub.people.actions.erase itself."
AUTHORSHIP = "The organisation's record of who made it; after erasure it names a former colleague."

# Model -> why nothing needs doing.
STOCK = {
    "wagtailcore.Page": AUTHORSHIP,
    "wagtailcore.Revision": AUTHORSHIP,
    "wagtailcore.WorkflowState": AUTHORSHIP,
    "wagtailcore.TaskState": AUTHORSHIP,
    "wagtailcore.UploadedFile": "A file on its way in; Wagtail removes it.",
    "wagtaildocs.Document": "Never used: documents are hub_media.HubDocument.",
    "wagtailimages.Image": "Never used: images are hub_media.HubImage.",
    "wagtailcore.APIToken": "Never used: the API is off.",
    "mfa.Authenticator": "Deleted by hub.people.actions.erase itself, and the export only says that there is one.",
}


def register_all() -> None:
    """Register the entries of accounts, of Wagtail and of allauth."""
    for model, why in STOCK.items():
        lifecycle.register(model, why=why)
    lifecycle.register("hub_people.User", erase=_let_reports_go, why="Exported as the account.")
    lifecycle.register("hub_people.Invitation", on_leave=_withdraw, erase=_forget_invitations, export=_invitations)
    lifecycle.register("account.EmailAddress", export=_addresses, why=DELETED_BY_ERASE)
    lifecycle.register("socialaccount.SocialAccount", export=_providers, why=DELETED_BY_ERASE)
    lifecycle.register("wagtailcore.ModelLogEntry", erase=_forget_log_titles, export=_changes_of_rows)
    lifecycle.register("wagtailcore.PageLogEntry", export=_changes_of_pages)
    lifecycle.register("wagtailcore.Comment", export=_comments, why=AUTHORSHIP)
    lifecycle.register("wagtailcore.CommentReply", export=_replies, why=AUTHORSHIP)
    lifecycle.register("wagtailcore.PageSubscription", on_leave=_unsubscribe, erase=_unsubscribe)
    lifecycle.register("wagtailusers.UserProfile", erase=_delete_profile, export=_profile)
    lifecycle.register("wagtailadmin.EditingSession", why="Ends by itself within minutes.")
    lifecycle.register("wagtailadmin.FormState", why="Ends by itself.")


def _let_reports_go(person, now):
    User.objects.filter(manager=person).update(manager=None)


def _withdraw(person, now):
    """An invitation to the address of somebody who has left must not open the door again."""
    _addressed_to(person).filter(accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)


def _forget_invitations(person, now):
    _addressed_to(person).delete()


def _addressed_to(person):
    return Invitation.objects.filter(email__iexact=person.email) if person.email else Invitation.objects.none()


def _invitations(person):
    sent = Invitation.objects.filter(invited_by=person)
    return [{"sent_to": row.email, "at": row.created_at.isoformat()} for row in sent] + [
        {"received_at": row.created_at.isoformat()} for row in _addressed_to(person)
    ]


def _addresses(person):
    rows = EmailAddress.objects.filter(user=person).order_by("pk")
    return [{"email": row.email, "confirmed": row.verified} for row in rows]


def _providers(person):
    rows = SocialAccount.objects.filter(user=person).order_by("pk")
    return [{"provider": row.provider, "number_there": row.uid, "told_us": row.extra_data} for row in rows]


def _forget_log_titles(person, now):
    about = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(User), object_id=str(person.pk))
    about.update(label="Former colleague")


def _changes_of_rows(person):
    rows = ModelLogEntry.objects.filter(user_id=person.pk).order_by("pk")
    return [{"action": row.action, "of": row.label, "at": row.timestamp.isoformat()} for row in rows]


def _changes_of_pages(person):
    rows = PageLogEntry.objects.filter(user_id=person.pk).order_by("pk")
    return [{"action": row.action, "page": row.label, "at": row.timestamp.isoformat()} for row in rows]


def _comments(person):
    rows = Comment.objects.filter(user=person).order_by("pk")
    return [{"text": row.text, "at": row.created_at.isoformat()} for row in rows]


def _replies(person):
    rows = CommentReply.objects.filter(user=person).order_by("pk")
    return [{"text": row.text, "at": row.created_at.isoformat()} for row in rows]


def _unsubscribe(person, now):
    PageSubscription.objects.filter(user=person).delete()


def _profile(person):
    rows = UserProfile.objects.filter(user=person)
    return [{"language": row.preferred_language, "time_zone": row.current_time_zone} for row in rows]


def _delete_profile(person, now):
    for profile in UserProfile.objects.filter(user=person):
        profile.avatar.delete(save=False)
        profile.delete()
