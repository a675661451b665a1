def may_browse_people(user) -> bool:
    """The directory is for staff; guests from elsewhere do not look people up."""
    return user.is_authenticated and user.kind == user.Kind.STAFF
