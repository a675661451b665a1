"""Nothing public yet: the reviewer's screens stand in the admin (`wagtail_hooks.py`)."""

app_name = "review"

urlpatterns = []
