from wagtail import hooks


@hooks.register("register_log_actions")
def library_log_actions(log_actions):
    log_actions.register_action(
        "assets_library.still_correct", "Confirm as still correct", "Confirmed as still correct"
    )
