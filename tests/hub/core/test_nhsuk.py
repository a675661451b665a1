"""The bridge from Django forms to the NHS components. No database."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.utils.safestring import mark_safe

from hub.core import nhsuk


class PlanForm(forms.Form):
    title = forms.CharField(max_length=100, help_text="A few words.")
    email = forms.EmailField(required=False, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    password = forms.CharField(required=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}))
    places = forms.IntegerField(required=False, min_value=1)
    day = forms.DateField(required=False)
    begins = forms.TimeField(required=False)
    moment = forms.DateTimeField(required=False)
    about = forms.CharField(required=False, max_length=300, widget=forms.Textarea)
    note = forms.CharField(required=False, widget=forms.Textarea)
    kind = forms.ChoiceField(required=False, choices=[("a", "Lunch and Learn"), ("b", "Knowledge Café")])
    joining = forms.ChoiceField(
        label="Who can join?",
        choices=[("open", "Open"), ("ask", "By request")],
        widget=forms.RadioSelect,
        help_text="You can change this later.",
    )
    topics = forms.MultipleChoiceField(
        required=False, choices=[(1, "Falls"), (2, "Sepsis")], widget=forms.CheckboxSelectMultiple
    )
    agree = forms.BooleanField(label="I agree", required=False, help_text="To the ground rules.")
    picture = forms.FileField(required=False)
    token = forms.CharField(required=False, widget=forms.HiddenInput)

    joining.choice_hints = {"open": "Everybody who works here"}


def drawn(template, **context):
    return BeautifulSoup(Template(template).render(Context(context)), "html.parser")


def drawn_form(form):
    return drawn('{% include "components/form.html" with form=form only %}', form=form)


def drawn_field(form, name, **options):
    return BeautifulSoup(nhsuk.render_field(form[name], **options), "html.parser")


def control(form, name, **options):
    return drawn_field(form, name, **options).find(["input", "textarea", "select"])


def test_a_component_is_called_by_its_name_with_snake_case_params():
    button = drawn('{% nhsuk "button" text="Save & go" prevent_double_click=True %}').button

    assert button.text.strip() == "Save & go"
    assert button["data-prevent-double-click"] == "true"


def test_component_text_is_escaped():
    html = Template('{% nhsuk "tag" text=text %}').render(Context({"text": "<script>alert(1)</script>"}))

    assert "<script" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("name", ["error-summary", "errorSummary", "error_summary"])
def test_a_component_answers_to_each_way_of_writing_its_name(name):
    assert "nhsuk-error-summary" in nhsuk.render(name, title_text="There is a problem")


@pytest.mark.parametrize(
    ("name", "root_class"), [("table", "nhsuk-table"), ("image", "nhsuk-image"), ("do-dont-list", "nhsuk-card")]
)
def test_components_whose_macro_is_named_otherwise(name, root_class):
    assert root_class in nhsuk.render(name, rows=[], title="Do", type="tick", items=[])


def test_a_valid_form_has_no_error_summary():
    assert drawn_form(PlanForm()).select(".nhsuk-error-summary") == []


def test_the_error_summary_links_to_controls_that_exist():
    page = drawn_form(PlanForm({"email": "nobody", "places": "many"}))

    links = page.select(".nhsuk-error-summary a")

    assert [link["href"] for link in links] == ["#id_title", "#id_email", "#id_places", "#id_joining"]
    assert [page.find(id=link["href"][1:]).name for link in links] == ["input"] * 4


def test_summary_and_field_say_the_same():
    page = drawn_form(PlanForm({"joining": "open"}))

    assert page.select_one(".nhsuk-error-summary a").text.strip() == "Enter title"
    assert page.find(id="id_title-error").text.split() == ["Error:", "Enter", "title"]


@pytest.mark.parametrize(
    ("field", "label", "words"),
    [
        (forms.CharField, "First name", "Enter first name"),
        (forms.CharField, "NHS number", "Enter NHS number"),
        (forms.CharField, "What happened?", "Enter an answer to “What happened?”"),
        (forms.ChoiceField, "Topic", "Choose topic"),
        (forms.FileField, "Picture", "Choose picture"),
        (forms.BooleanField, "I agree", "Tick “I agree” to go on"),
    ],
)
def test_a_missing_answer_is_told_in_words_that_say_what_to_do(field, label, words):
    form = type("OneForm", (forms.Form,), {"answer": field(label=label)})({})

    assert nhsuk._errors(form["answer"]) == [words]


def test_the_forms_own_words_for_a_missing_answer_are_kept():
    field = forms.CharField(error_messages={"required": "Say what you learned."})
    form = type("OneForm", (forms.Form,), {"answer": field})({})

    assert nhsuk._errors(form["answer"]) == ["Say what you learned."]


def test_what_is_wrong_with_the_whole_form_links_to_its_first_field():
    form = PlanForm({"title": "Falls", "joining": "open"})
    form.add_error(None, "The end is before the start.")

    link = drawn_form(form).select_one(".nhsuk-error-summary a")

    assert (link.text.strip(), link["href"]) == ("The end is before the start.", "#id_title")


def test_what_is_wrong_with_a_hidden_field_is_shown_without_a_link():
    form = PlanForm({"title": "Falls", "joining": "open"})
    form.add_error("token", "This page is out of date.")

    summary = drawn_form(form).select_one(".nhsuk-error-summary")

    assert summary.li.text.strip() == "This page is out of date."
    assert summary.a is None


def test_label_hint_and_error_belong_to_the_control():
    field = drawn_field(PlanForm({}), "title")

    assert field.label["for"] == field.input["id"] == "id_title"
    assert field.input["aria-describedby"] == "id_title-hint id_title-error"
    assert field.find(id="id_title-hint").text.strip() == "A few words."


def test_what_was_typed_is_kept_and_escaped():
    typed = '"><script>alert(1)</script>'
    form = PlanForm({"title": typed, "note": typed, "about": typed})

    html = "".join(nhsuk.render_field(form[name]) for name in ("title", "note", "about"))

    assert "<script" not in html
    assert control(form, "title")["value"] == typed
    assert control(form, "note").text.strip() == typed


def test_a_value_marked_safe_is_escaped_all_the_same():
    form = PlanForm(initial={"title": mark_safe('"><script>')})

    assert control(form, "title")["value"] == '"><script>'


def test_an_error_that_quotes_what_was_typed_is_escaped():
    form = PlanForm({"title": "Falls", "joining": "<script>alert(1)</script>"})

    assert "<script" not in Template('{% include "components/form.html" %}').render(Context({"form": form}))


def test_an_unfilled_textarea_is_empty():
    assert control(PlanForm(), "note").text.strip() == ""


@pytest.mark.parametrize(
    ("name", "kind", "value"),
    [
        ("email", "email", "a@example.org"),
        ("day", "date", "2026-03-02"),
        ("begins", "time", "12:30"),
        ("moment", "datetime-local", "2026-03-02T12:30"),
    ],
)
def test_inputs_have_the_type_that_phones_know(name, kind, value):
    initial = {
        "email": "a@example.org",
        "day": datetime.date(2026, 3, 2),
        "begins": datetime.time(12, 30),
        "moment": datetime.datetime(2026, 3, 2, 12, 30, tzinfo=datetime.UTC),
    }

    box = control(PlanForm(initial=initial), name)

    assert (box["type"], box["value"]) == (kind, value)


def test_what_the_date_inputs_send_is_read_back():
    sent = {"title": "x", "joining": "open", "day": "2026-03-02", "begins": "12:30", "moment": "2026-03-02T12:30"}

    form = PlanForm(sent)

    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == datetime.date(2026, 3, 2)
    assert control(form, "moment")["value"] == "2026-03-02T12:30"


def test_a_number_is_typed_on_the_number_keypad_without_spin_buttons():
    box = control(PlanForm({"places": "12"}), "places")

    assert (box["type"], box["inputmode"], box["value"], box.get("min")) == ("text", "numeric", "12", None)


def test_a_password_is_never_sent_back():
    box = control(PlanForm({"password": "secret"}), "password")

    assert (box["type"], box["autocomplete"], box.get("value", "")) == ("password", "new-password", "")


def test_autocomplete_is_kept():
    assert control(PlanForm(), "email")["autocomplete"] == "email"


def test_a_textarea_with_a_limit_counts_instead_of_cutting_off():
    field = drawn_field(PlanForm(), "about")

    assert field.select_one(".nhsuk-character-count")["data-maxlength"] == "300"
    assert field.textarea.get("maxlength") is None


def test_radios_stand_in_a_fieldset_with_a_legend():
    field = drawn_field(PlanForm({"joining": "ask"}), "joining")

    assert field.fieldset.legend.text.strip() == "Who can join?"
    assert field.fieldset["aria-describedby"] == "id_joining-hint"
    assert [(radio["id"], radio.has_attr("checked")) for radio in field.select("input")] == [
        ("id_joining", False),
        ("id_joining-2", True),
    ]


def test_a_choice_may_have_a_hint_of_its_own():
    field = drawn_field(PlanForm(), "joining")

    hint = field.find(id=field.find(id="id_joining")["aria-describedby"])

    assert hint.text.strip() == "Everybody who works here"


def test_checkboxes_keep_what_was_ticked():
    field = drawn_field(PlanForm({"topics": ["2"]}), "topics")

    assert field.fieldset.legend.text.strip() == "Topics (optional)"
    assert [box["value"] for box in field.select("input[type=checkbox][checked]")] == ["2"]


def test_a_single_checkbox_is_named_by_its_label():
    field = drawn_field(PlanForm({"agree": "on"}), "agree")

    assert field.label.text.strip() == "I agree"
    assert field.input.has_attr("checked")
    assert field.find(id=field.input["aria-describedby"]).text.strip() == "To the ground rules."


def test_a_select_keeps_what_was_chosen():
    field = drawn_field(PlanForm({"kind": "b"}), "kind")

    assert [option["value"] for option in field.select("option[selected]")] == ["b"]


def test_choices_in_groups_are_drawn_in_their_groups():
    class GroupedForm(forms.Form):
        place = forms.ChoiceField(choices=[("North", [("1", "Ward 1")])])

    field = drawn_field(GroupedForm({}), "place")

    assert field.optgroup["label"] == "North"
    assert field.select_one("label")["for"] == field.find("select")["id"]
    assert field.find("select")["aria-describedby"] == "id_place-error"


def test_a_field_of_several_boxes_is_a_fieldset_whose_boxes_have_names():
    class SplitForm(forms.Form):
        moment = forms.SplitDateTimeField()

    field = drawn_field(SplitForm({}), "moment")

    assert field.find(id=drawn_form(SplitForm({})).select_one(".nhsuk-error-summary a")["href"][1:]).name == "input"
    assert field.fieldset["aria-describedby"] == "id_moment-error"
    assert [box["aria-label"] for box in field.select("input")] == ["Moment", "Moment"]


def test_a_file_that_is_in_place_can_be_removed():
    form = PlanForm(initial={"picture": SimpleUploadedFile("ward.png", b"x")})
    form.initial["picture"].url = "/media/ward.png"

    assert drawn_field(form, "picture").find("input", type="checkbox")["name"] == "picture-clear"


def test_a_file_is_chosen_with_the_browsers_own_control():
    field = drawn_field(PlanForm(), "picture")

    assert field.find("input")["type"] == "file"
    assert "data-module" not in str(field)


def test_optional_fields_say_so_unless_told_not_to():
    assert drawn_field(PlanForm(), "note").label.text.strip() == "Note (optional)"
    assert drawn_field(PlanForm(), "note", mark_optional=False).label.text.strip() == "Note"


def test_a_form_with_a_prefix_links_to_its_own_fields():
    page = drawn_form(PlanForm({"b-title": ""}, prefix="b"))

    assert page.select_one(".nhsuk-error-summary a")["href"] == "#id_b-title"
    assert page.find(id="id_b-title")["name"] == "b-title"


def test_options_of_the_field_component_reach_the_macro():
    template = '{% include "components/field.html" with field=field label="New name" inline=True size="m" only %}'

    field = drawn(template, field=PlanForm()["joining"])

    assert field.select_one(".nhsuk-radios--inline")
    assert field.legend.text.strip() == "New name"
    assert "nhsuk-fieldset__legend--m" in field.legend["class"]
