from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "hub.core"
    label = "hub_core"
    verbose_name = "Core"

    def ready(self):
        from . import registers  # noqa: PLC0415 -- circular import: needs loaded models

        registers.make_exports_safe()
        registers.make_filters_safe()
        self._assume_https()

    def _assume_https(self):
        """An address typed in the editor without a scheme means https, as in every form of ours."""
        from django.db.models import URLField  # noqa: PLC0415 -- circular import: as above
        from wagtail.admin.forms.models import register_form_field_override  # noqa: PLC0415 -- circular import: as above

        register_form_field_override(URLField, override={"assume_scheme": "https"})
