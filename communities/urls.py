from django.urls import path

from . import views

app_name = "communities"
urlpatterns = [
    path("<uuid:key>/", views.go, name="go"),
    path("<uuid:key>/join/", views.join, name="join"),
    path("<uuid:key>/ask/", views.ask_to_join, name="ask"),
    path("<uuid:key>/withdraw/", views.withdraw, name="withdraw"),
    path("<uuid:key>/leave/", views.leave, name="leave"),
    path("<uuid:key>/manage/", views.manage, name="manage"),
    path("<uuid:key>/invite/", views.invite, name="invite"),
    path("<uuid:key>/settings/", views.settings, name="settings"),
    path("<uuid:key>/members/<uuid:membership_key>/answer/", views.answer, name="answer"),
    path("<uuid:key>/members/<uuid:membership_key>/remove/", views.remove, name="remove"),
    path("<uuid:key>/members/<uuid:membership_key>/role/", views.set_role, name="set_role"),
]
