"""The few lines of HTML that the demo's texts need, made from plain sentences."""


def paragraphs(*texts):
    """Each text as a paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts)


def bullets(*texts):
    """The texts as one bullet list."""
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"
