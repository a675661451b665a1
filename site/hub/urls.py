from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from hub.people.urls import admin_doors

urlpatterns = [
    path("", include(admin_doors)),
    path("", include("hub.people.urls")),
    path("admin/", include(wagtailadmin_urls)),
    path("accounts/", include("allauth.urls")),
    path("", include(wagtail_urls)),
]
