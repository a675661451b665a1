"""NHS design-system components in Django: nhsuk-frontend's macros, and Django form fields through them."""

import re
from functools import cache

from django import forms
from django.forms.fields import Field
from django.utils.safestring import SafeData
from jinja2 import ChainableUndefined, Environment, PackageLoader
from markupsafe import Markup

FOLDERS = {"table": "tables", "image": "images"}
MACROS = {"tables": "table", "images": "image", "do-dont-list": "list"}

DATE_TYPES = [  # the browser's own pickers speak ISO; Django's fields read ISO whatever the language
    (forms.DateTimeInput, "datetime-local", "%Y-%m-%dT%H:%M"),
    (forms.DateInput, "date", "%Y-%m-%d"),
    (forms.TimeInput, "time", "%H:%M"),
]
COUNTED_FROM_THE_START = 1000  # in longer texts the count appears when three quarters are used
INPUT_WIDTHS = [2, 3, 4, 5, 10, 20, 30]
INPUT_PARAMS = {"autocomplete", "inputmode", "spellcheck", "pattern", "placeholder", "autocapitalize", "disabled"}
LEFT_TO_THE_MACRO = {"id", "class", "required", "aria-describedby", "aria-invalid", "rows", "cols", "type", "value"}


@cache
def _environment() -> Environment:
    loader = PackageLoader("nhsuk_frontend_jinja")
    return Environment(loader=loader, autoescape=True, undefined=ChainableUndefined, auto_reload=False)


@cache
def _macro(component: str):
    folder = re.sub(r"(?<=[a-z])(?=[A-Z])|_", "-", component).lower()
    folder = FOLDERS.get(folder, folder)
    module = _environment().get_template(f"nhsuk/components/{folder}/macro.jinja").module
    return getattr(module, MACROS.get(folder, _camel(folder.replace("-", "_"))))


def render(component: str, **params) -> Markup:
    """The HTML of one NHS `component` ("button", "error-summary").

    Params in snake_case become the macro's camelCase; their values pass as they are, so nested keys are written as the
    macro wants them. Text is escaped; only what is already marked safe, and params named `html`, go out as they are.
    """
    return _macro(component)({_camel(name): value for name, value in params.items()})


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


# --- Forms -----------------------------------------------------------------------------------------------------------
def error_summary(form) -> Markup:
    """What is wrong with `form`, each line a link to its field. Empty for a form without errors."""
    if not form.errors:
        return Markup("")
    return render("error-summary", title_text="There is a problem", error_list=_error_list(form))


def _error_list(form) -> list[dict]:
    visible = list(form.visible_fields())
    first = _first_control(visible[0]) if visible else None
    lines = [_error_line(_plain(error), first) for error in form.non_field_errors()]
    lines += [_error_line(error, None) for field in form.hidden_fields() for error in _errors(field)]
    return lines + [_error_line(error, _first_control(field)) for field in visible for error in _errors(field)]


def _error_line(error: str, target: str | None) -> dict:
    return {"text": error, "href": f"#{target}"} if target else {"text": error}


def _errors(field) -> list[str]:
    """What is wrong with a field. Django's "This field is required." becomes words that say which and what to do."""
    return [
        _missing(field) if error == Field.default_error_messages["required"] else _plain(error)
        for error in field.errors
    ]


def _missing(field) -> str:
    label, widget = str(field.label), field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return f"Tick “{label}” to go on"
    chosen = isinstance(widget, (forms.Select, forms.RadioSelect, forms.FileInput))
    if label.endswith("?"):
        return f"{'Choose' if chosen else 'Enter'} an answer to “{label}”"
    return f"{'Choose' if chosen else 'Enter'} {label if label[:2].isupper() else label[:1].lower() + label[1:]}"


def field_id(field) -> str:
    """The id of a bound field: of its control, or of the first of its choices."""
    return field.auto_id or field.html_name


def _first_control(field) -> str:
    """Where a link to the field leads: Django numbers the boxes of a field of several from 0."""
    return f"{field_id(field)}_0" if isinstance(field.field.widget, forms.MultiWidget) else field_id(field)


def render_field(field, **options) -> Markup:
    """A bound field as the NHS component for its widget: label, hint, error message and what was typed.

    Options go to the macro (`inline=True`, `width=5`, `rows=8`, `classes="…"`), but for `label` and `hint`, which
    replace the field's own, `size` ("s", "m", "l", "xl" or "" for plain text) of label or legend, and
    `mark_optional=False` to leave out "(optional)".
    """
    for widget_types, draw in _DRAWERS:
        if isinstance(field.field.widget, widget_types):
            return draw(field, options)
    return _other(field, options)


def _wording(field, options) -> dict:
    """Hint and error message as macro params."""
    hint = options.pop("hint", field.help_text)
    words = {"hint": _words(hint)} if hint else {}
    if field.errors:
        words["error_message"] = {"text": " ".join(_errors(field))}
    return words


def _label(field, options) -> dict:
    """The label (or legend) as a macro param, with "(optional)" where nothing has to be filled in."""
    label = options.pop("label", None) or field.label
    size = options.pop("size", "s")
    optional = options.pop("mark_optional", True) and not field.field.required
    words = _words(label)
    if optional and "optional" not in str(label).lower():
        words = {kind: Markup("{} (optional)").format(text) for kind, text in words.items()}
    return {**words, "size": size} if size else words


def _words(text) -> dict:
    """A text or, when marked safe, an HTML param. Lazy strings are resolved."""
    text = str(text)
    return {"html": Markup(text)} if isinstance(text, SafeData) else {"text": text}  # noqa: S704 -- marked safe already


def _plain(value) -> str:
    """`value` as a plain string, so that the macro escapes it whatever it was marked as."""
    return str(value)[:]  # a slice of Django's SafeString is a plain str


def _value(field):
    return field.field.widget.format_value(field.value())


def _attributes(field) -> dict:
    """The widget's attributes, less those the macro writes itself."""
    attributes = field.build_widget_attrs(dict(field.field.widget.attrs))
    return {name: value for name, value in attributes.items() if value is not False and value is not None}


def _control(field, options) -> dict:
    """What every single control shares: id, name, wording, classes, and the widget's own attributes."""
    attributes = _attributes(field)
    classes = " ".join(filter(None, [attributes.get("class"), options.pop("classes", None)]))
    params = {name: attributes[name] for name in INPUT_PARAMS & attributes.keys()}
    rest = {
        name: {"value": value, "optional": True}
        for name, value in attributes.items()
        if name not in LEFT_TO_THE_MACRO | INPUT_PARAMS
    }
    words = {**_wording(field, options), "label": _label(field, options)}
    identity = {"id": field_id(field), "name": field.html_name, "attributes": rest, "classes": classes or None}
    return {**params, **identity, **words}


def _text_input(field, options):
    control = _control(field, options)
    params = {"type": field.field.widget.input_type, "value": _text(_value(field)), **control}
    params.setdefault("width", _width_for(getattr(field.field, "max_length", None)))
    return render("input", **{**params, **options})


def _text(value):
    return "" if value is None else _plain(value)


def _width_for(length: int | None) -> int | None:
    """The narrowest NHS width that shows `length` characters. Long and unlimited inputs take the full width."""
    return next((width for width in INPUT_WIDTHS if length and length <= width), None)


def _number(field, options):
    """A text input with the number keypad: spin buttons change values by accident."""
    control = _control(field, options)
    control["attributes"] = {k: v for k, v in control["attributes"].items() if k not in {"min", "max", "step"}}
    keypad = "numeric" if isinstance(field.field, forms.IntegerField) else "decimal"
    keypad = "decimal" if isinstance(field.field, (forms.FloatField, forms.DecimalField)) else keypad
    params = {"inputmode": keypad, "width": 5, "spellcheck": False, "value": _text(_value(field)), **control}
    return render("input", **{**params, **options})


def _date(field, options):
    kind, form = next((kind, form) for widget, kind, form in DATE_TYPES if isinstance(field.field.widget, widget))
    value = field.value()
    value = value.strftime(form) if hasattr(value, "strftime") else _text(value)
    params = {"type": kind, "value": value, **_control(field, options)}
    params["classes"] = " ".join(filter(None, [params["classes"], "hub-input--date"]))
    return render("input", **{**params, **options})


def _password(field, options):
    value = {"value": _text(_value(field))} if field.field.widget.render_value else {}
    return render("password-input", **{**value, **_control(field, options), **options})


def _textarea(field, options):
    """With a longest length the textarea counts down, and lets people type past it rather than cutting them off."""
    control = _control(field, options)
    longest = getattr(field.field, "max_length", None)
    control["attributes"].pop("maxlength", None)
    size = field.field.widget.attrs
    rows = 5 if (size.get("cols"), size.get("rows")) == ("40", "10") else size.get("rows", 5)  # Django's own default
    params = {"rows": rows, "value": _text(_value(field)), **control, **options}
    if longest:
        threshold = 75 if longest > COUNTED_FROM_THE_START else None
        return render("character-count", **{"maxlength": longest, "threshold": threshold, **params})
    return render("textarea", **params)


def _select(field, options):
    items = _choices(field)
    if items is None:
        return _other(field, options)
    for item in items:
        item["selected"] = item.pop("checked")
    return render("select", **{"items": items, **_control(field, options), **options})


def _choices(field) -> list[dict] | None:
    """The choices as macro items; None when they are in groups, which the macros do not know."""
    widget = field.field.widget
    hints = getattr(field.field, "choice_hints", {})
    items = []
    for group, choices, _ in widget.optgroups(field.html_name, _value(field)):
        if group:
            return None
        items += [_item(choice, hints) for choice in choices]
    return items


def _item(choice: dict, hints: dict) -> dict:
    value = _plain(choice["value"])
    item = {"value": value, "checked": bool(choice["selected"]), **_words(choice["label"])}
    if choice["attrs"].get("disabled"):
        item["disabled"] = True
    return {**item, "hint": _words(hints[value])} if value in hints else item


def _group(component):
    """Draws radios or checkboxes: a fieldset with a legend; the first choice carries the field's own id."""

    def draw(field, options):
        items = _choices(field)
        if items is None:
            return _other(field, options)
        words = _wording(field, options)
        params = {"id_prefix": field_id(field), "name": field.html_name, "items": items}
        params["fieldset"] = {"legend": _label(field, options)}
        return render(component, **{**params, **words, **options})

    return draw


def _single_checkbox(field, options):
    words = _wording(field, options)
    label = _label(field, {**options, "mark_optional": False, "size": ""})
    for name in ("label", "size", "mark_optional"):
        options.pop(name, None)
    checked = field.field.widget.check_test(field.value())
    item = {**label, "value": field.field.widget.attrs.get("value", "on"), "checked": checked}
    if hint := words.pop("hint", None):
        item["hint"] = hint
    params = {"id_prefix": field_id(field), "name": field.html_name, "items": [item]}
    return render("checkboxes", **{**params, **words, **options})


def _file(field, options):
    widget = field.field.widget
    params = _control(field, options)
    params["multiple"] = getattr(widget, "allow_multiple_selected", False)
    if isinstance(widget, forms.ClearableFileInput) and widget.is_initial(field.value()):
        params["form_group"] = {"afterInput": {"html": _file_in_place(field)}}
    drawn = render("file-upload", **{**params, **options})
    # The script would draw a button that shows other words than it is called by (WCAG 2.5.3); the browser does not.
    return Markup(str(drawn).replace(' data-module="nhsuk-file-upload"', "", 1))  # noqa: S704 -- the macro's own HTML


def _file_in_place(field) -> Markup:
    widget = field.field.widget
    shown = Markup('<p class="nhsuk-body-s nhsuk-u-margin-top-2">Now: {}</p>').format(_plain(field.value()))
    if field.field.required:
        return shown
    name = widget.clear_checkbox_name(field.html_name)
    item = {"value": "on", "text": "Remove this file"}
    return shown + render("checkboxes", id_prefix=widget.clear_checkbox_id(name), name=name, items=[item], small=True)


def _hidden(field, options):
    return Markup(str(field))  # noqa: S704 -- Django's own safe string


def _other(field, options):
    """Any other widget draws itself; label, hint and error message are put round it."""
    words, label = _wording(field, options), _label(field, options)
    ids = {"hint": f"{field_id(field)}-hint", "error_message": f"{field_id(field)}-error"}
    described = " ".join(ids[kind] for kind in words)
    widget = Markup(str(field.as_widget(attrs=_own_attributes(field, described))))  # noqa: S704 -- Django's safe string
    notes = [render(kind.replace("_", "-"), id=ids[kind], **wording) for kind, wording in words.items()]
    if field.field.widget.use_fieldset or isinstance(field.field.widget, forms.MultiWidget):
        html = Markup("").join([*notes, widget])
        whole = render("fieldset", legend=label, html=html, described_by=described or None)
    else:
        target = field.id_for_label or field_id(field)
        whole = Markup("").join([render("label", **{"for": target, **label}), *notes, widget])
    error = " nhsuk-form-group--error" if field.errors else ""
    return Markup('<div class="nhsuk-form-group{}">{}</div>').format(error, whole)


def _own_attributes(field, described: str) -> dict:
    attributes = {"aria-describedby": described} if described else {}
    if isinstance(field.field.widget, forms.Select):
        attributes["class"] = "nhsuk-select"
    elif isinstance(field.field.widget, forms.MultiWidget):
        attributes |= {"class": "nhsuk-input hub-input--date", "aria-label": _plain(field.label)}
    return attributes


_DRAWERS = [
    (forms.HiddenInput, _hidden),
    (forms.PasswordInput, _password),
    ((forms.DateTimeInput, forms.DateInput, forms.TimeInput), _date),
    (forms.NumberInput, _number),
    (forms.CheckboxInput, _single_checkbox),
    ((forms.CheckboxSelectMultiple, forms.SelectMultiple), _group("checkboxes")),
    (forms.RadioSelect, _group("radios")),
    (forms.Select, _select),
    (forms.Textarea, _textarea),
    (forms.FileInput, _file),
    ((forms.TextInput, forms.EmailInput, forms.URLInput), _text_input),
]
