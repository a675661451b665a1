from django.urls import path

from . import views

app_name = "topics"
urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:slug>/", views.detail, name="detail"),
    path("<slug:slug>/follow/", views.follow, name="follow"),
]
