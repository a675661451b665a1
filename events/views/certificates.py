"""A person's own certificates, and the page that says whether one is genuine."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from events import certificates
from events.forms.afterwards import ReferenceForm
from events.models import Certificate
from hub.core.models import Organisation
from hub.core.pdf import PdfUnavailable, pdf_of

from .finding import common, own_signup, visible_date

MY_HUB = [("My hub", "/my/")]
UNKNOWN = "We do not know this reference. Check each letter and digit against the certificate."


@require_http_methods(["GET", "POST"])
def certificate(request, key):
    """Where a letter leads: GET only offers the certificate of this date, POST makes it."""
    date = visible_date(request, key)
    signup = own_signup(request, date)
    if signup is None or signup.is_cancelled:
        raise Http404
    known = Certificate.objects.filter(signup=signup, signup__attendance=signup.Attendance.ATTENDED).first()
    if known is None and request.method == "POST":
        try:
            known = certificates.issue(signup)
        except certificates.CertificateRefused as refusal:
            messages.error(request, str(refusal))
            return redirect("events:learning")
    if known:
        return redirect("events:my_certificate", key=known.key)
    hours = certificates.in_words(certificates.hours_of(date))
    return render(request, "events/certificate_offer.html", {**common(request, date), "signup": signup, "hours": hours})


@require_GET
def my_certificate(request, key):
    crumbs = [*MY_HUB, ("My learning", reverse("events:learning"))]
    return render(request, "events/certificate.html", {**certificates.sheet(_own(request, key)), "crumbs": crumbs})


@require_GET
def my_certificate_pdf(request, key):
    found = _own(request, key)
    context = {**certificates.sheet(found), "organisation": Organisation.load(request)}
    try:
        content = pdf_of("events/pdf/certificate.html", context, title="Certificate of attendance")
    except PdfUnavailable as reason:
        messages.error(request, str(reason))
        return redirect("events:my_certificate", key=found.key)
    return pdf_answer(content, f"Certificate {found.reference}.pdf")


@require_GET
def certificate_check(request):
    """The form; a reference that is known leads on to what we know of it."""
    form = ReferenceForm(request.GET if "reference" in request.GET else None)
    if form.is_bound and form.is_valid():
        found = certificates.find(form.cleaned_data["reference"])
        if found:
            return redirect("events:certificate_checked", reference=found.reference)
        form.add_error("reference", UNKNOWN)
    return render(request, "events/certificate_check.html", {"form": form})


@require_GET
def certificate_checked(request, reference):
    found = certificates.find(reference)
    if found is None:
        form = ReferenceForm({"reference": reference[:60]})
        form.add_error("reference", UNKNOWN)
        return render(request, "events/certificate_check.html", {"form": form}, status=404)
    context = {"still_holds": found.signup.attended, **certificates.sheet(found)}
    return render(request, "events/certificate_checked.html", context)


def pdf_answer(content: bytes, filename: str) -> HttpResponse:
    """A PDF to keep, which no cache keeps."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(True, filename)
    response["Cache-Control"] = "private, no-store"
    return response


def _own(request, key):
    return get_object_or_404(certificates.own(request.user), key=key)
