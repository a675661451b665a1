"""QR codes as pictures. A QR code alone shuts people out: print the short address beside it, always."""

import io

import segno
from django.utils.safestring import SafeString

# Level Q survives a quarter of the squares being covered; four white squares all round are part of the standard.
ERROR_LEVEL = "q"
BORDER = 4


def qr_svg(text: str, *, title: str) -> SafeString:
    """An `<svg>` that carries `text`, for putting straight into a page, a print or a PDF.

    It has a viewBox in squares and no width or height (CSS gives the size: at least 30 mm on A5 paper), `role="img"`,
    `title` as its name, a white ground, and neither style, class, id nor script. Both texts are escaped, so the answer
    is safe to put in a template. At least error level Q (ISO/IEC 18004). ValueError when `text` is empty or too long
    (more than 1,663 bytes).
    """
    picture = io.BytesIO()
    _code(text).save(
        picture,
        kind="svg",
        border=BORDER,
        light="#fff",
        title=title,
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return SafeString(picture.getvalue().decode().replace("<svg ", '<svg role="img" ', 1))


def qr_png(text: str, *, scale: int = 10) -> bytes:
    """A black and white PNG that carries `text`, each square `scale` pixels wide, with its white border.

    At least error level Q. ValueError when `text` is empty or too long, or `scale` is below 1.
    """
    picture = io.BytesIO()
    _code(text).save(picture, kind="png", scale=scale, border=BORDER)
    return picture.getvalue()


def _code(text: str) -> segno.QRCode:
    if not text:
        raise ValueError("A QR code needs a text.")
    return segno.make(text, error=ERROR_LEVEL, micro=False)
