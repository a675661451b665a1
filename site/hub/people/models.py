import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.crypto import salted_hmac

from .querysets import InvitationQuerySet, NeverDeleted, PlaceQuerySet, UnitQuerySet, UserManager


class StaffGroup(models.Model):
    """One of the ten national staff groups."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=80)
    is_clinical = models.BooleanField(default=False, help_text="In the main in contact with patients.")

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.name


class Unit(models.Model):
    """A part of the organisation, in a tree with a free label for each level. Never deleted: merged or ended."""

    name = models.CharField(max_length=120)
    level = models.CharField(max_length=40, blank=True, help_text="For example: division, directorate, ward, team.")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")

    objects = UnitQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="hub_people_unit_name_once_in_parent", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=models.F("valid_from")),
                name="hub_people_unit_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(merged_into=models.F("pk")), name="hub_people_unit_not_merged_into_itself"
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="hub_people_unit_not_its_own_parent"),
        ]

    def __str__(self):
        return self.name


class Place(models.Model):
    """A site, building, floor, room or zone."""

    class Kind(models.TextChoices):
        SITE = "site", "Site"
        BUILDING = "building", "Building"
        FLOOR = "floor", "Floor"
        ROOM = "room", "Room"
        ZONE = "zone", "Zone"

    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=120)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    full_name = models.CharField(
        max_length=300,
        editable=False,
        help_text="Name with the places around it, kept by the action that saves a place.",
    )
    directions = models.CharField(max_length=300, blank=True, help_text="How to find it, and step-free access.")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["full_name"]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"], name="hub_people_place_name_once_in_parent", nulls_distinct=False
            ),
            models.CheckConstraint(condition=~Q(parent=models.F("pk")), name="hub_people_place_not_its_own_parent"),
        ]

    def __str__(self):
        return self.full_name or self.name


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Never deleted: erased in place, so that what they wrote keeps an author."""

    class Kind(models.TextChoices):
        STAFF = "staff", "Staff"
        GUEST = "guest", "Guest from another organisation"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(
        unique=True,
        null=True,
        blank=True,
        error_messages={"unique": "Somebody already has an account with this email."},
    )
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    job_title = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.STAFF)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    staff_group = models.ForeignKey(StaffGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    workplace = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="people")
    manager = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reports")
    is_active = models.BooleanField(default=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    sign_in_stamp = models.UUIDField(
        default=uuid.uuid4, editable=False, help_text="A new one ends every session of this person at once."
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    objects = UserManager()

    class Meta:
        ordering = ["last_name", "first_name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), name="hub_people_email_once_whatever_its_case"),
            models.CheckConstraint(
                condition=(Q(erased_at=None) & Q(email__isnull=False) & ~Q(email="")) | Q(erased_at__isnull=False),
                name="hub_people_email_empty_only_when_erased",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None) | Q(is_active=False, email=None), name="hub_people_erased_cannot_sign_in"
            ),
        ]

    def __str__(self):
        return self.get_full_name()

    def get_full_name(self):
        if self.erased_at:
            return "Former colleague"
        return f"{self.first_name} {self.last_name}".strip() or "A colleague"

    def get_short_name(self):
        return self.first_name or self.get_full_name()

    def delete(self, *args, **kwargs):
        raise NeverDeleted

    def _get_session_auth_hash(self, secret=None):
        """Sessions end when the password or the stamp changes."""
        value = f"{self.password}{self.sign_in_stamp}"
        return salted_hmac("hub.people.session", value, secret=secret, algorithm="sha256").hexdigest()

    @property
    def is_staff_member(self):
        return self.kind == self.Kind.STAFF


class Invitation(models.Model):
    """An account offered to an email address. The address carries a secret key; opening it changes nothing."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField()
    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    kind = models.CharField(max_length=5, choices=User.Kind, default=User.Kind.STAFF)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    staff_group = models.ForeignKey(StaffGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    job_title = models.CharField(max_length=120, blank=True)
    invited_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="invitations_sent")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(accepted_at=None, withdrawn_at=None),
                name="hub_people_one_open_invitation_an_email",
            ),
        ]

    def __str__(self):
        return f"Invitation of {self.created_at:%d %B %Y}"
