from django.urls import path

from .views import organising, signing_up

app_name = "events"

urlpatterns = [
    path("<uuid:key>/sign-up/", signing_up.sign_up, name="sign_up"),
    path("<uuid:key>/my-place/", signing_up.change, name="change_signup"),
    path("<uuid:key>/take-place/", signing_up.take_free_place, name="take_free_place"),
    path("<uuid:key>/give-up/", signing_up.give_up, name="give_up"),
    path("<uuid:key>/calendar/", signing_up.calendar, name="calendar"),
    path("<uuid:key>/people/", organising.people, name="people"),
    path("<uuid:key>/people.csv", organising.people_csv, name="people_csv"),
    path("<uuid:key>/cancel/", organising.cancel_event, name="cancel_event"),
]
