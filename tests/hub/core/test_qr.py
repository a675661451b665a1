import io
import re
from xml.etree import ElementTree as ET

import pytest
import segno
from PIL import Image

from hub.core.qr import qr_png, qr_svg

ADDRESS = "https://hub.example.org/s/K7MCD34"
SVG = "{http://www.w3.org/2000/svg}"


def _expected_squares():
    """Rows of True (dark) and False, white border included."""
    return [[bool(square) for square in row] for row in segno.make(ADDRESS, error="q").matrix_iter(border=4)]


def _squares_of_path(path, size):
    """Draws the relative moves (m) and horizontal lines (h) of an SVG path on a grid."""
    squares = [[False] * size for _ in range(size)]
    x = y = 0.0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]*)", path):
        values = [float(number) for number in re.findall(r"-?[0-9.]+", numbers)]
        if command == "h":
            for column in range(int(x), int(x + values[0])):
                squares[int(y)][column] = True
            x += values[0]
        else:
            x, y = (values[0], values[1]) if command == "M" else (x + values[0], y + values[1])
    return squares


def test_svg_draws_every_square_of_the_code():
    root = ET.fromstring(qr_svg(ADDRESS, title="Open the page"))  # noqa: S314 -- our own picture
    ground, squares = root.findall(f"{SVG}path")
    size = len(_expected_squares())

    assert root.get("viewBox") == f"0 0 {size} {size}"
    assert ground.get("fill") == "#fff"
    assert squares.get("stroke") == "#000"
    assert _squares_of_path(squares.get("d"), size) == _expected_squares()


def test_svg_is_named_and_leaves_size_and_style_to_the_page():
    root = ET.fromstring(qr_svg(ADDRESS, title="Open the page"))  # noqa: S314 -- our own picture

    assert root.tag == f"{SVG}svg"
    assert sorted(root.keys()) == ["role", "viewBox"]
    assert root.get("role") == "img"
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Open the page"
    assert {key for child in root for key in child.attrib} == {"fill", "stroke", "d"}


def test_a_hostile_title_stays_text():
    title = '</title><script>alert(1)</script>" onload="x & <svg '

    picture = qr_svg(ADDRESS, title=title)

    root = ET.fromstring(picture)  # noqa: S314 -- our own picture
    assert root[0].text == title
    assert "<script" not in picture
    assert picture.__html__() == picture


def test_png_has_the_same_squares_at_the_scale_asked_for():
    image = Image.open(io.BytesIO(qr_png(ADDRESS, scale=3))).convert("L")
    size = len(_expected_squares())

    assert image.size == (size * 3, size * 3)
    assert [
        [image.getpixel((x * 3 + 1, y * 3 + 1)) == 0 for x in range(size)] for y in range(size)
    ] == _expected_squares()


def test_the_same_text_gives_the_same_picture():
    assert qr_svg(ADDRESS, title="x") == qr_svg(ADDRESS, title="x")
    assert qr_png(ADDRESS) == qr_png(ADDRESS)


@pytest.mark.parametrize("text", ["", "x" * 1_700])
def test_nothing_and_too_much_are_refused(text):
    with pytest.raises(ValueError, match="."):
        qr_svg(text, title="x")
    with pytest.raises(ValueError, match="."):
        qr_png(text)
