from django.urls import path

from . import views

app_name = "notices"

urlpatterns = [
    path("captured-mail/", views.captured_mail, name="captured_mail"),
    path("captured-mail/<uuid:key>/", views.captured_letter, name="captured_letter"),
    path("captured-mail/<uuid:key>/html/", views.captured_html, name="captured_html"),
    path("captured-mail/<uuid:key>/files/<int:number>/", views.captured_file, name="captured_file"),
]
