from django.urls import path

from . import views

app_name = "topics"
urlpatterns = [
    path("", views.index, name="index"),
    path("<str:slug>/", views.detail, name="detail"),
    path("<str:slug>/follow/", views.follow, name="follow"),
]
