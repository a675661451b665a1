"""The three roles above staff. Permission rows are made here by hand: Django makes its own only after all migrations."""

from django.db import migrations

EDITORS = "Editors"
LIBRARY_TEAM = "Library team"
REVIEWERS = "Information governance reviewers"

ADMIN = ("wagtailadmin", "admin", "access_admin")
# Wagtail asks for the permissions of its own image and document models, also where ours take their place.
COLLECTION_PERMISSIONS = [
    ("wagtailimages", "image", "add_image"),
    ("wagtailimages", "image", "change_image"),
    ("wagtailimages", "image", "choose_image"),
    ("wagtaildocs", "document", "add_document"),
    ("wagtaildocs", "document", "change_document"),
    ("wagtaildocs", "document", "choose_document"),
]
TOPIC_PERMISSIONS = [("hub_topics", "topic", f"{verb}_topic") for verb in ("add", "change", "view")]
EDITING_PERMISSIONS = [*TOPIC_PERMISSIONS, ("hub_core", "organisation", "change_organisation")]
LIBRARY_PERMISSIONS = [
    ("events", "signup", "view_signup"),
    ("hub_circles", "membership", "view_membership"),
    ("hub_people", "place", "add_place"),
    ("hub_people", "place", "change_place"),
    ("hub_people", "place", "view_place"),
]
PAGE_PERMISSIONS = {
    EDITORS: ["add_page", "change_page", "publish_page"],
    LIBRARY_TEAM: ["add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"],
}


def add_roles(apps, schema_editor):
    group = apps.get_model("auth", "Group")
    group.objects.filter(name="Moderators").delete()
    groups = {name: group.objects.get_or_create(name=name)[0] for name in (EDITORS, LIBRARY_TEAM, REVIEWERS)}
    for one in groups.values():
        one.permissions.add(_permission(apps, *ADMIN))
    for name in (EDITORS, LIBRARY_TEAM):
        groups[name].permissions.add(*[_permission(apps, *row) for row in EDITING_PERMISSIONS])
        _give_pages(apps, groups[name], PAGE_PERMISSIONS[name])
        _give_collection(apps, groups[name])
    groups[LIBRARY_TEAM].permissions.add(*[_permission(apps, *row) for row in LIBRARY_PERMISSIONS])


def _permission(apps, app_label, model, codename):
    content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=model
    )
    permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": f"Can {codename.replace('_', ' ')}"}
    )
    return permission


def _give_pages(apps, group, codenames):
    rows = apps.get_model("wagtailcore", "GroupPagePermission")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    rows.objects.filter(group=group).delete()
    for codename in codenames:
        rows.objects.create(group=group, page=root, permission=_permission(apps, "wagtailcore", "page", codename))


def _give_collection(apps, group):
    rows = apps.get_model("wagtailcore", "GroupCollectionPermission")
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    rows.objects.filter(group=group).delete()
    for row in COLLECTION_PERMISSIONS:
        rows.objects.create(group=group, collection=root, permission=_permission(apps, *row))


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0001_initial"),
        ("communities", "0001_initial"),
        ("hub_core", "0002_names_and_short_links"),
        ("hub_people", "0001_initial"),
        ("hub_topics", "0001_initial"),
        ("hub_circles", "0003_audience_trigger"),
        ("hub_media", "0002_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]
    operations = [migrations.RunPython(add_roles, migrations.RunPython.noop)]
