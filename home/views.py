from django.shortcuts import render


def csrf_failure(request, reason=""):
    """The form was stale or came from elsewhere: say so, and what to do."""
    return render(request, "403_csrf.html", status=403)
