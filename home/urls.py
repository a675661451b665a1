from django.urls import path

from . import views

app_name = "home"
urlpatterns = [
    path("my/", views.my_hub, name="my_hub"),
    path("search/", views.search, name="search"),
]
