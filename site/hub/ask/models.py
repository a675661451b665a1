"""Questions to people and their answers. An anonymous answer is anonymous because nothing else is stored."""

import uuid

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Cast
from django.db.models.lookups import Regex
from django.urls import reverse

from .querysets import QuestionSetQuerySet


class QuestionSet(models.Model):
    """One round of questions about one thing, open from one day to another, the last day included."""

    class State(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.CharField(max_length=40)
    target = GenericForeignKey("content_type", "object_id")
    title = models.CharField(max_length=255)
    opens_on = models.DateField()
    closes_on = models.DateField()
    state = models.CharField(max_length=6, choices=State, default=State.OPEN)

    objects = QuestionSetQuerySet.as_manager()

    class Meta:
        ordering = ["-closes_on", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "content_type", "object_id"], name="hub_ask_one_set_of_a_kind"),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="hub_ask_closes_after_it_opens"),
        ]

    def __str__(self):
        return f"Questions {self.key}"

    def get_absolute_url(self):
        """The page with the results."""
        return reverse("ask:results", args=[self.key])

    def is_open(self, *, today) -> bool:
        return self.state == self.State.OPEN and self.opens_on <= today <= self.closes_on

    def is_closed(self, *, today) -> bool:
        return self.state == self.State.CLOSED or today > self.closes_on


class Question(models.Model):
    """A question as it was worded when its set was opened: what was answered stays what was asked."""

    class Form(models.TextChoices):
        RATING = "rating", "Rating"
        TEXT = "text", "Text"

    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="questions")
    name = models.SlugField(max_length=30)
    form = models.CharField(max_length=6, choices=Form)
    wording = models.CharField(max_length=255)
    scale = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    longest = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["question_set", "name"], name="hub_ask_question_names_are_unique"),
            models.CheckConstraint(
                condition=Q(form="rating", scale__len=5) | Q(form="text", scale__len=0),
                name="hub_ask_ratings_have_five_steps",
            ),
        ]

    def __str__(self):
        return f"Question {self.name}"


class Answer(models.Model):
    """What one nameless person answered to one question.

    There is no column for a person, a ticket or a time, and none that could hold one: the question is one that was
    asked (foreign key), the day has no hour (its type), a rating is one to five, and the id must be a random UUID,
    because a number that counts up, or a UUID of another version, would tell when, and so who. Each question has a row
    of its own, so that the way somebody writes does not lead to how they rated.
    """

    confidential = True

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    answered_on = models.DateField()
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]  # random, so the order tells nothing
        constraints = [
            models.CheckConstraint(
                condition=Q(rating__isnull=False, rating__range=(1, 5), text="") | (Q(rating=None) & ~Q(text="")),
                name="hub_ask_an_answer_is_a_rating_or_words",
            ),
            models.CheckConstraint(
                condition=Regex(Cast("id", models.CharField()), "^.{14}4.{4}[89ab]"),
                name="hub_ask_answer_ids_are_random",
            ),
        ]

    def __str__(self):
        return "An answer"


class Ticket(models.Model):
    """Lets whoever holds the secret answer once. Of the secret only a digest is kept, of the holder nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    question_set = models.ForeignKey(QuestionSet, on_delete=models.CASCADE, related_name="tickets")
    digest = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Regex(Cast("id", models.CharField()), "^.{14}4.{4}[89ab]"),
                name="hub_ask_ticket_ids_are_random",
            ),
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="hub_ask_tickets_keep_a_digest"),
        ]

    def __str__(self):
        return "A ticket"
