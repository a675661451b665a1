from django.db import migrations

STAFF_GROUPS = [
    ("01", "Medical and Dental", True),
    ("02", "Students", True),
    ("03", "Nursing and Midwifery Registered", True),
    ("04", "Allied Health Professionals", True),
    ("05", "Additional Professional Scientific and Technical", True),
    ("06", "Healthcare Scientists", True),
    ("07", "Additional Clinical Services", True),
    ("08", "Administrative and Clerical", False),
    ("09", "Estates and Ancillary", False),
    ("10", "Supplementary", False),
]


def add_staff_groups(apps, schema_editor):
    staff_group = apps.get_model("hub_people", "StaffGroup")
    for code, name, is_clinical in STAFF_GROUPS:
        staff_group.objects.update_or_create(code=code, defaults={"name": name, "is_clinical": is_clinical})


class Migration(migrations.Migration):
    dependencies = [("hub_people", "0001_initial")]
    operations = [migrations.RunPython(add_staff_groups, migrations.RunPython.noop)]
