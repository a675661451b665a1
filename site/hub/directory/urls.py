from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.people, name="people"),
    path("me/", views.me, name="me"),
    path("<uuid:key>/", views.person, name="person"),
]
