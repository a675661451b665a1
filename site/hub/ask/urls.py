from django.urls import path

from . import views

app_name = "ask"
urlpatterns = [
    path("thanks/", views.thanks, name="thanks"),
    path("results/<uuid:key>/", views.results, name="results"),
    path("results/<uuid:key>/csv/", views.results_csv, name="results_csv"),
    path("<str:secret>/", views.answer, name="answer"),
]
