from django.urls import path

from . import views

app_name = "circles"
urlpatterns = [path("<int:pk>/", views.go_to_page, name="page")]
