from django.urls import path

from . import views

app_name = "people"

urlpatterns = [
    path("do/people/invitations/<uuid:key>/", views.invitation, name="invitation"),
    path("do/people/sign-out/", views.sign_out, name="sign_out"),
    path("my/account/", views.account, name="account"),
    path("my/account/data/", views.download, name="download"),
    path("my/account/end-sessions/", views.end_sessions, name="end_sessions"),
]

# Every way in and out that Wagtail brings leads to ours. These come before Wagtail's and allauth's own patterns.
admin_doors = [
    path("admin/login/", views.to_sign_in, name="admin_login_door"),
    path("admin/logout/", views.logout_page, name="admin_logout_door"),
    path("admin/password_reset/", views.to_password_reset, name="admin_password_reset_door"),
    path("admin/password_reset/done/", views.to_password_reset, name="admin_password_reset_done_door"),
    path(
        "admin/password_reset/confirm/<uidb64>/<token>/",
        views.to_password_reset,
        name="admin_password_reset_confirm_door",
    ),
    path("admin/password_reset/complete/", views.to_password_reset, name="admin_password_reset_complete_door"),
    path("_util/login/", views.to_sign_in, name="page_login_door"),
    path("accounts/logout/", views.logout_page, name="account_logout"),
    path("accounts/oidc/<provider_id>/login/", views.to_provider, name="openid_connect_login"),
]
