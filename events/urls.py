from django.urls import path

from . import views

app_name = "events"

urlpatterns = [
    path("<uuid:key>/sign-up/", views.sign_up, name="sign_up"),
    path("<uuid:key>/give-up/", views.give_up, name="give_up"),
    path("<uuid:key>/calendar/", views.calendar, name="calendar"),
    path("<uuid:key>/people/", views.people, name="people"),
    path("<uuid:key>/people.csv", views.people_csv, name="people_csv"),
    path("<uuid:key>/cancel/", views.cancel_event, name="cancel_event"),
]
