"""What of the library belongs to a person. Pages keep their owner when somebody leaves: the page says "former
colleague", stands on the list of pages due for review, and an editor chooses the next owner."""

from .models import AssetContact, AssetPage, BulletinPage


def assets_of_person(person) -> list[dict]:
    return _owned(AssetPage, person)


def bulletins_of_person(person) -> list[dict]:
    return _owned(BulletinPage, person)


def contacts_of_person(person) -> list[dict]:
    contacts = AssetContact.objects.filter(person=person).select_related("page")
    return [{"asset": contact.page.title, "ask_about": contact.ask_about} for contact in contacts]


def _owned(model, person) -> list[dict]:
    pages = model.objects.filter(content_owner=person).values("title", "live", "review_on")
    return [
        {"title": page["title"], "published": page["live"], "review_on": str(page["review_on"] or "")} for page in pages
    ]
