"""Every address of the Hub. The one module, with the settings, that may know every room."""

from django.urls import include, path, re_path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.urls import serve_pattern

from home.views import healthz, readyz
from hub.circles.views import serve
from hub.people.urls import admin_doors

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("", include(admin_doors)),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("", include("hub.people.urls")),
    path("do/communities/", include("communities.urls")),
    path("do/pages/", include("hub.circles.urls")),
    path("", include("events.urls")),
    path("do/library/", include("assets_library.urls")),
    path("do/ask/", include("hub.ask.urls")),
    path("do/review/", include("hub.review.urls")),
    path("do/notices/", include("hub.notices.urls")),
    path("topics/", include("hub.topics.urls")),
    path("people/", include("hub.directory.urls")),
    path("s/", include("hub.trail.urls")),
    path("media/", include("hub.media.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("home.urls")),
    re_path(serve_pattern, serve, name="wagtail_serve"),
]

handler400 = "home.views.bad_request"
handler403 = "home.views.forbidden"
handler404 = "home.views.not_found"
handler500 = "home.views.server_error"
