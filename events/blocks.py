"""The questions that an event may ask of people who sign up."""

from wagtail import blocks


class TextQuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=160)
    required = blocks.BooleanBlock(required=False, label="Must be answered")

    class Meta:
        icon = "edit"
        label = "Short answer"


class YesNoQuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=160)
    required = blocks.BooleanBlock(required=False, label="Must be answered")

    class Meta:
        icon = "check"
        label = "Yes or no"


class ChoiceQuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(max_length=160)
    choices = blocks.ListBlock(blocks.CharBlock(max_length=80), min_num=2, max_num=8)
    required = blocks.BooleanBlock(required=False, label="Must be answered")

    class Meta:
        icon = "list-ul"
        label = "One of several"


QUESTION_BLOCKS = [
    ("text", TextQuestionBlock()),
    ("yes_no", YesNoQuestionBlock()),
    ("choice", ChoiceQuestionBlock()),
]
