from django.urls import path

from . import views

app_name = "trail"
urlpatterns = [path("<slug:code>", views.follow, name="follow")]
