"""An event's own questions: as fields of the sign-up form, and as the answers that are kept."""

from django import forms

PREFIX = "question_"
LONGEST = 300
MISSING = "Answer this question: {question}"


def fields_of(questions, answers=()) -> dict[str, forms.Field]:
    """A form field for each question of the event's `questions` stream, by name, filled with earlier `answers`."""
    earlier = {answer["id"]: answer["answer"] for answer in answers}
    return {name_of(block): _field(block, earlier.get(str(block.id), "")) for block in questions}


def answers_from(questions, cleaned) -> list[dict]:
    """What was answered, as it is kept on a sign-up: {id, question, answer}, in the order of the questions."""
    answered = [(block, cleaned.get(name_of(block), "")) for block in questions]
    return [
        {"id": str(block.id), "question": block.value["question"], "answer": answer}
        for block, answer in answered
        if answer
    ]


def name_of(block) -> str:
    return f"{PREFIX}{block.id}"


def _field(block, answer):
    question, required = block.value["question"], block.value["required"]
    shared = {
        "label": question,
        "required": required,
        "initial": answer,
        "error_messages": {
            "required": MISSING.format(question=question),
            "max_length": f"The answer must be {LONGEST} characters or fewer.",
            "invalid_choice": "Choose one of the answers given.",
        },
    }
    if block.block_type == "text":
        return forms.CharField(max_length=LONGEST, **shared)
    choices = ["Yes", "No"] if block.block_type == "yes_no" else block.value["choices"]
    return forms.ChoiceField(choices=[(one, one) for one in choices], widget=forms.RadioSelect, **shared)
