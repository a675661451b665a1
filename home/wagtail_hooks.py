from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .desk import NextSteps
from .models import HomePage


@hooks.register("before_serve_page", order=-200)
def guests_start_at_my_hub(page, request, serve_args, serve_kwargs):
    """The front page is for staff. A guest's own things stand on My hub."""
    user = request.user
    if isinstance(page, HomePage) and user.is_authenticated and user.kind == user.Kind.GUEST:
        return redirect("home:my_hub")
    return None


@hooks.register("register_admin_menu_item")
def back_to_the_hub():
    return MenuItem("Back to the Hub", "/my/", name="back-to-the-hub", icon_name="home", order=1)


@hooks.register("construct_homepage_panels")
def begin_with_what_there_is_to_do(request, panels):
    panels.insert(0, NextSteps(request.user))


@hooks.register("construct_help_menu")
def leave_out_news_of_the_software(request, menu_items):
    """Librarians did not choose the version of Wagtail: what is new in it is news for operators elsewhere."""
    menu_items[:] = [item for item in menu_items if not item.name.startswith("whats-new")]


@hooks.register("insert_global_admin_css")
def whole_words_in_registers():
    return format_html('<link rel="stylesheet" href="{}">', static("hub/css/admin.css"))
