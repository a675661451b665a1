from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_POST

from hub.circles import tabs
from hub.circles.actions import CircleRefused
from hub.circles.models import Circle, Membership
from hub.core.htmx import render_fragment, vary_on_htmx, wants_fragment

from . import actions
from .forms import AnswerForm, AskToJoinForm, InviteForm, RemoveForm, SettingsForm
from .models import CommunityPage
from .permissions import facilitates, membership_of

MEMBERS_A_PAGE = 30
State = Membership.State


# --- the community's own page ----------------------------------------------------------------------------------------
def community_page(request, page):
    """The whole page for those who may read it; its public face for those who may only know of it."""
    context = _panel_context(request, page)
    reads = getattr(request, "is_preview", False) or request.reads_page
    context |= {"reads": reads, "tabs": _tabs(request, page, context) if reads else []}
    context["facilitators"] = _facilitators(page)
    if reads:
        context |= _tab_content(request, page, context)
    return vary_on_htmx(TemplateResponse(request, page.template, context))


def _tabs(request, page, context):
    chosen = request.GET.get("tab", "about")
    shown = [tab for tab in tabs.registered() if tab.shown(page.circle, request.user)]
    slugs = [("about", "About"), ("members", f"Members ({context['member_count']})")]
    slugs += [(tab.slug, tab.title) for tab in shown]
    if chosen not in {slug for slug, _ in slugs}:
        raise Http404
    return [{"slug": slug, "title": title, "url": f"?tab={slug}", "current": slug == chosen} for slug, title in slugs]


def _tab_content(request, page, context) -> dict:
    chosen = next(tab["slug"] for tab in context["tabs"] if tab["current"])
    if chosen == "about":
        return {"chosen_tab": chosen}
    if chosen == "members":
        return {
            "chosen_tab": chosen,
            "page_obj": _members(page.circle, request.GET.get("page"), context["member_count"]),
        }
    tab = next(tab for tab in tabs.registered() if tab.slug == chosen)
    content = tab.content(page.circle, page, request.user, request)
    return {"chosen_tab": chosen, "tab_template": tab.template, **content}


def _members(circle, number, how_many=None):
    people = circle.memberships.active().select_related("person__unit").order_by("role", "person__last_name", "pk")
    paginator = Paginator(people, MEMBERS_A_PAGE)
    if how_many is not None:
        paginator.count = how_many
    return paginator.get_page(number)


def _facilitators(page):
    return list(page.circle.memberships.facilitators().select_related("person__unit").order_by("person__last_name"))


# --- joining and leaving ---------------------------------------------------------------------------------------------
@require_POST
def join(request, key):
    page = _named_community(request, key)
    first_step = "" if wants_fragment(request) or not page.welcome else f" First step: {page.welcome}"
    done = f"You are a member.{first_step}"
    return _do_and_show_panel(request, page, lambda: actions.join_community(page, person=request.user), done=done)


def ask_to_join(request, key):
    page = _named_community(request, key)
    form = AskToJoinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = form.cleaned_data["note"]
        return _do_and_go(
            request,
            page,
            lambda: actions.ask_to_join(page, person=request.user, note=note),
            done="Your request has been sent. You get an email when a facilitator has answered.",
        )
    return _form_page(request, page, form, template="communities/ask_to_join.html")


@require_POST
def withdraw(request, key):
    """Take back a request, or turn down an invitation."""
    page = _named_community(request, key)
    membership = get_object_or_404(Membership, circle=page.circle, person=request.user)
    return _do_and_show_panel(request, page, lambda: actions.withdraw(membership), done="Done.")


def leave(request, key):
    """GET asks once; POST leaves."""
    page = _named_community(request, key)
    membership = get_object_or_404(Membership.objects.active(), circle=page.circle, person=request.user)
    if request.method != "POST":
        context = {"community": page, "membership": membership, "crumbs": [(page.title, page.url)]}
        return render(request, "communities/leave.html", context)
    try:
        actions.leave_community(page, person=request.user)
    except CircleRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(page.get_url(request))
    messages.success(request, f"You have left {page.title}.")
    return redirect(_home_of(page, request.user))


# --- running a community ---------------------------------------------------------------------------------------------
def manage(request, key):
    page = _facilitated(request, key)
    pending = list(page.circle.memberships.pending().select_related("person__unit").order_by("since", "pk"))
    invited = list(page.circle.memberships.filter(state=State.INVITED).select_related("person").order_by("-since"))
    context = {
        "community": page,
        "pending": pending,
        "invited": invited,
        "page_obj": _members(page.circle, request.GET.get("page")),
        "crumbs": [(page.title, page.url)],
    }
    return render(request, "communities/manage.html", context)


def answer(request, key, membership_key):
    page = _facilitated(request, key)
    membership = _membership(page, membership_key)
    if membership.state != State.REQUESTED:
        messages.info(request, f"This request has been answered already: {membership.get_state_display().lower()}.")
        return redirect("communities:manage", key=key)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        admit = form.cleaned_data["answer"] == "admit"
        reason = form.cleaned_data["reason"]
        _try(
            request,
            lambda: actions.answer_request(membership, admit=admit, by=request.user, reason=reason),
            done=f"{membership.person} {'is now a member' if admit else 'has been told'}.",
        )
        return redirect("communities:manage", key=key)
    return _form_page(request, page, form, template="communities/answer.html", membership=membership)


def remove(request, key, membership_key):
    page = _facilitated(request, key)
    membership = _membership(page, membership_key)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        _try(
            request,
            lambda: actions.remove_member(membership, by=request.user, reason=reason),
            done=f"{membership.person} is no longer a member.",
        )
        return redirect("communities:manage", key=key)
    return _form_page(request, page, form, template="communities/remove.html", membership=membership)


@require_POST
def set_role(request, key, membership_key):
    page = _facilitated(request, key)
    membership = _membership(page, membership_key)
    role = request.POST.get("role")
    if role not in Membership.Role.values:
        raise Http404
    _try(
        request,
        lambda: actions.set_role(membership, role=role, by=request.user),
        done=f"{membership.person} is now a {Membership.Role(role).label.lower()}.",
    )
    return redirect("communities:manage" if facilitates(request.user, page.circle) else "communities:go", key=key)


def invite(request, key):
    page = _facilitated(request, key)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        ends_on = form.cleaned_data["ends_on"]
        _try(
            request,
            lambda: actions.invite_to_community(page, person=form.person, by=request.user, ends_on=ends_on),
            done=f"{form.person} has been invited.",
        )
        return redirect("communities:manage", key=key)
    return _form_page(request, page, form, template="communities/invite.html")


def settings(request, key):
    page = _facilitated(request, key)
    circle = page.circle
    form = SettingsForm(request.POST or None, initial={"policy": circle.policy, "listing": circle.listing})
    if request.method == "POST" and form.is_valid():
        _try(
            request,
            lambda: actions.change_policy(page, by=request.user, **form.cleaned_data),
            done="Saved. It holds from now on for everything in this community.",
        )
        return redirect("communities:manage", key=key)
    return _form_page(request, page, form, template="communities/settings.html")


def go(request, key):
    """The page of a community, by its key."""
    return redirect(_named_community(request, key).get_url(request))


# --- shared by the views above ---------------------------------------------------------------------------------------
def _named_community(request, key):
    return get_object_or_404(
        CommunityPage.objects.live().named_to(request.user).select_related("gate__circle"), gate__circle__key=key
    )


def _facilitated(request, key):
    """The community, for its facilitators; 403 for others who may know of it, 404 for the rest."""
    page = _named_community(request, key)
    if not facilitates(request.user, page.circle):
        raise PermissionDenied
    return page


def _membership(page, membership_key):
    return get_object_or_404(
        Membership.objects.select_related("person", "circle"), key=membership_key, circle=page.circle
    )


def _home_of(page, user):
    """Where to go after leaving: the page itself if it may still be known of, else the directory."""
    still = CommunityPage.objects.named_to(user).filter(pk=page.pk).exists()
    return page.url if still else page.get_parent().url


def _try(request, action, *, done):
    try:
        action()
    except CircleRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)


def _do_and_go(request, page, action, *, done):
    _try(request, action, done=done)
    return redirect(page.get_url(request))


def _do_and_show_panel(request, page, action, *, done):
    """The panel alone for htmx; back to the community for everyone else."""
    if not wants_fragment(request):
        return _do_and_go(request, page, action, done=done)
    refusal = None
    try:
        action()
    except CircleRefused as error:
        refusal = str(error)
    context = _panel_context(request, page) | {"refusal": refusal, "done": None if refusal else done}
    return render_fragment(request, "communities/partials/membership_panel.html", context)


def _panel_context(request, page) -> dict:
    circle = page.circle = Circle.objects.with_counts().get(gates__page=page.pk)
    membership = membership_of(request.user, circle)
    is_member = membership is not None and membership.is_active_today()
    return {
        "page": page,
        "community": page,
        "circle": circle,
        "membership": membership,
        "is_member": is_member,
        "is_facilitator": is_member and membership.role == Membership.Role.FACILITATOR,
        "member_count": circle.member_count,
        "pending_count": circle.pending_count,
        "can_join": circle.policy == Circle.Policy.OPEN and not _is_guest(request.user),
        "can_ask": circle.policy == Circle.Policy.BY_REQUEST and not _is_guest(request.user),
        "is_closed": circle.state == Circle.State.CLOSED,
        "manage_url": reverse("communities:manage", args=[circle.key]),
        "ask_url": reverse("communities:ask", args=[circle.key]),
    }


def _is_guest(user):
    return user.is_authenticated and user.kind == user.Kind.GUEST


def _form_page(request, page, form, *, template, **context):
    context |= {
        "community": page,
        "form": form,
        "crumbs": [(page.title, page.url)],
        "form_has_errors": bool(form.errors),
    }
    return render(request, template, context)
