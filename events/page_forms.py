"""The editor's form of an event: a new one begins with what its kind usually needs."""

from wagtail.admin.forms import WagtailAdminPageForm


class EventPageForm(WagtailAdminPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            preset = self.instance.preset
            first = {"catering": preset.catering, "drop_in": preset.drop_in, "in_person_capacity": preset.places}
            if self.for_user:
                first["host"] = self.for_user.pk
            for name, value in first.items():
                self.initial[name] = value
