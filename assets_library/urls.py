from django.urls import path

from . import views

app_name = "assets_library"

urlpatterns = [path("pages/<int:pk>/still-correct/", views.still_correct, name="still_correct")]
