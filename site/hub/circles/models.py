import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page

from .querysets import CircleQuerySet, MembershipQuerySet


class Circle(models.Model):
    """A named set of people: who may see. Policy, listing and state live here, never on a page. Never deleted."""

    class Reach(models.TextChoices):
        PUBLIC = "public", "Everybody, signed in or not"
        STAFF = "staff", "All staff"
        MEMBERS = "members", "Members"

    class Policy(models.TextChoices):
        OPEN = "open", "Open: anybody on the staff can join at once"
        BY_REQUEST = "by_request", "By request: a facilitator answers"
        BY_INVITATION = "by_invitation", "By invitation"

    class Listing(models.TextChoices):
        LISTED = "listed", "Listed: all staff see its name and purpose"
        HIDDEN = "hidden", "Hidden: only members know of it"

    class State(models.TextChoices):
        FORMING = "forming", "Forming"
        ACTIVE = "active", "Active"
        QUIET = "quiet", "Quiet"
        CLOSED = "closed", "Closed"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=160)
    reach = models.CharField(max_length=8, choices=Reach, default=Reach.STAFF)
    policy = models.CharField(max_length=14, choices=Policy, default=Policy.OPEN)
    listing = models.CharField(max_length=8, choices=Listing, default=Listing.LISTED)
    state = models.CharField(max_length=8, choices=State, default=State.ACTIVE)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = CircleQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(listing="hidden", policy="open"), name="hub_circles_hidden_is_never_open"
            ),
            models.CheckConstraint(
                condition=~Q(listing="hidden") | Q(reach="members"), name="hub_circles_hidden_reaches_members_only"
            ),
            models.CheckConstraint(
                condition=Q(policy="open", reach__in=["public", "staff"]) | Q(~Q(policy="open"), reach="members"),
                name="hub_circles_reach_follows_policy",
            ),
        ]

    def __str__(self):
        return self.name


class Membership(models.Model):
    """One person in one circle, from the request or invitation to the day they leave."""

    class Role(models.TextChoices):
        MEMBER = "member", "Member"
        FACILITATOR = "facilitator", "Facilitator"

    class State(models.TextChoices):
        REQUESTED = "requested", "Waiting for an answer"
        INVITED = "invited", "Invited"
        ACTIVE = "active", "Member"
        DECLINED = "declined", "Request declined"
        LEFT = "left", "Left"
        REMOVED = "removed", "Removed"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="memberships")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=11, choices=Role, default=Role.MEMBER)
    state = models.CharField(max_length=9, choices=State, default=State.ACTIVE)
    note = models.CharField(max_length=500, blank=True, help_text="What the person wrote when asking to join.")
    reason = models.CharField(max_length=500, blank=True, help_text="The facilitator's answer.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    since = models.DateTimeField(help_text="When the present state began.")
    ends_on = models.DateField(null=True, blank=True, help_text="The last day of a guest's membership.")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["circle", "person"], name="hub_circles_one_membership_a_person"),
            models.CheckConstraint(
                condition=Q(role="member") | Q(state="active"), name="hub_circles_only_active_facilitate"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "circle"], condition=Q(state="active"), name="hub_circles_active_of_person"),
            models.Index(fields=["circle", "state"], name="hub_circles_state_of_circle"),
        ]

    def __str__(self):
        return f"{self.person} in {self.circle}"

    def is_active_today(self) -> bool:
        """Active, and not past its last day."""
        is_over = self.ends_on is not None and self.ends_on < timezone.localdate()
        return self.state == self.State.ACTIVE and not is_over


class PageGate(models.Model):
    """Says that a page and everything below it belongs to a circle. Set by an action, never by a page form."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="gate", primary_key=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="gates")

    def __str__(self):
        return f"Gate of page {self.page_id}"


class PageAudience(models.Model):
    """The resolved answer for every page, written by a database trigger alone. No circle: all staff. No row: nobody."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+", primary_key=True)
    circle = models.ForeignKey(Circle, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self):
        return f"Audience of page {self.page_id}"
