"""What an editor's form sends."""

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield


def asset_form(*, title="Handover in ten minutes", topics="", owner=None, review_on="2031-03-01", **fields):
    return nested_form_data(
        {
            "title": title,
            "slug": fields.pop("slug", "handover-in-ten-minutes"),
            "kind": "lesson",
            "for_whom": "",
            "gist": "Start with the patients we worry about most.",
            "picture": "",
            "topics": topics,
            "context": rich_text("<p>We tried it on two wards.</p>"),
            "key_points": streamfield([]),
            "what_to_do": rich_text(""),
            "story": "",
            "story_by": "",
            "contacts": inline_formset([]),
            "evidence": streamfield([]),
            "content_owner": owner.pk if owner else "",
            "review_on": review_on,
            "standing": "idea",
            "licence": "trust",
            "comments": inline_formset([]),
            **fields,
        }
    )


def bulletin_form(*, title="Update on falls", topics="", owner=None, review_on="2031-03-01", sections=(), **fields):
    return nested_form_data(
        {
            "title": title,
            "slug": fields.pop("slug", "update-on-falls"),
            "number": "12",
            "issued_on": "2026-03-01",
            "intro": rich_text("<p>New this month.</p>"),
            "sections": streamfield(list(sections)),
            "topics": topics,
            "content_owner": owner.pk if owner else "",
            "review_on": review_on,
            "contact": "The library, library@wexcombe.example",
            "comments": inline_formset([]),
            **fields,
        }
    )
