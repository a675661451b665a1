"""Tags and filters every template has without loading them."""

from zoneinfo import ZoneInfo

from django import template
from django.template.defaultfilters import date as format_date
from django.utils.html import escape
from django.utils.safestring import mark_safe

from hub.core import html, nhsuk

register = template.Library()
LONDON = ZoneInfo("Europe/London")


@register.simple_tag(name="nhsuk")
def nhsuk_component(component, **params):
    """`{% nhsuk "button" text="Save" prevent_double_click=True %}`: a component of the NHS design system."""
    return nhsuk.render(component, **params)


@register.simple_tag
def nhsuk_field(field, **options):
    """A bound form field as its NHS component; the options are those of `hub.core.nhsuk.render_field`."""
    return nhsuk.render_field(field, **{name: value for name, value in options.items() if value not in (None, "")})


@register.simple_tag
def nhsuk_error_summary(form):
    """What is wrong with a form, linked to its fields. Empty when nothing is."""
    return nhsuk.error_summary(form)


@register.simple_tag
def nhsuk_pagination(page_obj, query=""):
    """Previous, next and numbered pages of a Django `Page`; `query` is the querystring without `page`."""
    return nhsuk.render("pagination", **_pagination(page_obj, _address_start(query)))


def _address_start(query) -> str:
    query = str(query or "").strip("?&")
    return f"?{query}&page=" if query else "?page="


def _pagination(page_obj, start) -> dict:
    numbers = page_obj.paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    items = [
        {"number": n, "href": f"{start}{n}", "current": n == page_obj.number}
        if isinstance(n, int)
        else {"ellipsis": True}
        for n in numbers
    ]
    params = {"items": items}
    if page_obj.has_previous():
        params["previous"] = {"href": f"{start}{page_obj.previous_page_number()}"}
    if page_obj.has_next():
        params["next"] = {"href": f"{start}{page_obj.next_page_number()}"}
    return params


@register.filter
def last_crumb(crumbs):
    """The nearest page above, as (title, url)."""
    return next((crumb for crumb in reversed(list(crumbs or [])) if crumb[1]), ("Home", "/"))


@register.filter
def initials(person):
    """Up to two letters that stand for a person beside their name."""
    words = person.get_full_name().split()
    return "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()


@register.filter(is_safe=True)
def clean_html(value):
    """`value` cleaned and fit to show as HTML; what cannot be cleaned safely is shown as plain text."""
    try:
        cleaned = html.clean_html(str(value or ""))
    except html.HtmlRefused:
        return escape(value[:])
    # SECURITY: the one place where people's HTML is marked safe, after hub.core.html took out all that could run.
    return mark_safe(cleaned)  # noqa: S308


@register.filter(expects_localtime=True)
def gmt_or_bst(moment):
    """`GMT` or `BST`: which clock London keeps at `moment`. Empty for a time that names no zone."""
    return moment.astimezone(LONDON).tzname() if getattr(moment, "tzinfo", None) else ""


@register.filter(expects_localtime=True)
def clock(moment):
    """The time of day as the NHS writes it: 9am, 12:30pm, midday, midnight."""
    if not moment:
        return ""
    if (moment.hour, moment.minute) in {(0, 0), (12, 0)}:
        return "midday" if moment.hour else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


@register.filter(expects_localtime=True)
def time_range(start, end):
    """ "Tuesday 3 March 2026, 12:30pm to 1:30pm GMT"; the day is told twice only when it changes."""
    if not start:
        return ""
    first = f"{format_date(start, 'l j F Y')}, {clock(start)}"
    if not end:
        return f"{first} {gmt_or_bst(start)}".strip()
    return f"{first}{_zone_if_changed(start, end)} to {_end(start, end)} {gmt_or_bst(end)}".strip()


def _end(start, end) -> str:
    end = end.astimezone(LONDON) if end.tzinfo else end
    return clock(end) if start.date() == end.date() else f"{format_date(end, 'l j F Y')}, {clock(end)}"


def _zone_if_changed(start, end) -> str:
    """The first zone too, on the night the clocks change."""
    return f" {gmt_or_bst(start)}" if gmt_or_bst(start) != gmt_or_bst(end) else ""
