"""A small drawing board over Pillow: flat shapes in units of 1200 by 675, drawn at twice the size for smooth edges."""

import math

from PIL import Image, ImageDraw, ImageOps

WIDTH, HEIGHT, SCALE = 1200, 675, 2

BLUE, NAVY, SKY = "#005eb8", "#003087", "#41b6e6"
YELLOW, GREEN, LIME, PINK = "#ffb81c", "#007f3b", "#78be20", "#ae2573"
PALE, ICE, MIST, GREY, SLATE, WHITE = "#e8edee", "#e6f1f9", "#d3e5f3", "#aeb7bd", "#425563", "#ffffff"
CREAM, BLUSH, SPRING = "#fff4d9", "#f7e3ee", "#e7f3dc"
SKINS = ("#8d5a3b", "#f1c7a5", "#5c3a28", "#d9a066", "#b97a50", "#f6d7bf")


class Canvas:
    """Flat shapes on one background; every number is in logical units."""

    def __init__(self, background):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), background)
        self.pen = ImageDraw.Draw(self.image)

    def circle(self, x, y, radius, fill):
        self.ellipse(x, y, radius, radius, fill)

    def ellipse(self, x, y, radius_x, radius_y, fill):
        self.pen.ellipse(_up(x - radius_x, y - radius_y, x + radius_x, y + radius_y), fill=fill)

    def box(self, x, y, width, height, fill, *, radius=0, corners=None):
        area = _up(x, y, x + width, y + height)
        self.pen.rounded_rectangle(area, radius * SCALE, fill=fill, corners=corners)

    def shape(self, points, fill):
        self.pen.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=fill)

    def line(self, points, fill, width):
        """A line with round ends and joints."""
        self.pen.line([(x * SCALE, y * SCALE) for x, y in points], fill=fill, width=width * SCALE, joint="curve")
        for x, y in (points[0], points[-1]):
            self.circle(x, y, width / 2 - 0.25, fill)

    def arc(self, x, y, radius, start, end, fill, width):
        steps = [math.radians(start + (end - start) * step / 40) for step in range(41)]
        self.line([(x + radius * math.cos(step), y + radius * math.sin(step)) for step in steps], fill, width)

    def slice(self, x, y, radius, start, end, fill):
        self.pen.pieslice(_up(x - radius, y - radius, x + radius, y + radius), start, end, fill=fill)

    def segment(self, x, y, radius, start, end, fill):
        """The part of a circle beyond a straight cut."""
        self.pen.chord(_up(x - radius, y - radius, x + radius, y + radius), start, end, fill=fill)

    def curve(self, start, bend, end, fill, width):
        """A quadratic curve from `start` to `end`, pulled towards `bend`."""
        self.line([_between(start, bend, end, step / 30) for step in range(31)], fill, width)

    def blob(self, x, y, radius_x, radius_y, fill, *, turn=0.0):
        """A soft, uneven ellipse: the calm patch of colour behind each subject."""
        points = []
        for step in range(180):
            angle = math.tau * step / 180
            swell = 1 + 0.06 * math.sin(3 * angle + turn) + 0.04 * math.sin(2 * angle + 2 * turn)
            points.append((x + radius_x * swell * math.cos(angle), y + radius_y * swell * math.sin(angle)))
        self.shape(points, fill)

    def fitted(self, width, height):
        """The drawing as an image of this size, cropped evenly where the proportions differ."""
        return ImageOps.fit(self.image, (width, height), Image.Resampling.LANCZOS)


def bubble(canvas, x, y, width, height, fill, *, tail=None, marks=WHITE):
    """A speech bubble with three quiet lines; `tail` is the point that the words come from."""
    if tail:
        middle = x + width / 2
        canvas.shape([(middle - 22, y + height - 6), (middle + 22, y + height - 6), tail], fill)
    canvas.box(x, y, width, height, fill, radius=26)
    for row, share in enumerate((0.62, 0.74, 0.42)):
        top = y + height * (0.28 + 0.22 * row)
        canvas.line([(x + width * 0.14, top), (x + width * (0.14 + share), top)], marks, 8)


def person(canvas, x, base, size, *, skin, top, hair=SLATE, style="short"):
    """Head and shoulders seen from the front, without a face; `base` is where the shoulders end."""
    head = 0.23 * size
    head_y = base - 0.78 * size
    _hair_behind(canvas, x, head_y, head, hair, style)
    canvas.box(x - 0.08 * size, head_y + head * 0.6, 0.16 * size, head * 0.9, _shade(skin), radius=0.06 * size)
    round_top = (True, True, False, False)
    canvas.box(
        x - 0.36 * size, base - 0.44 * size, 0.72 * size, 0.44 * size, top, radius=0.24 * size, corners=round_top
    )
    canvas.ellipse(x, base - 0.44 * size, 0.105 * size, 0.07 * size, _shade(skin))
    canvas.ellipse(x, head_y, head * 0.86, head, skin)
    _hair_before(canvas, x, head_y, head, hair, style)


def _hair_behind(canvas, x, y, head, hair, style):
    if style == "long":
        canvas.box(x - head * 1.06, y - head * 1.1, head * 2.12, head * 2.7, hair, radius=head)
    elif style == "bun":
        canvas.circle(x, y - head * 1.22, head * 0.46, hair)
    elif style == "afro":
        canvas.circle(x, y - head * 0.25, head * 1.32, hair)
    elif style == "scarf":
        canvas.box(x - head * 1.14, y - head * 1.2, head * 2.28, head * 2.95, hair, radius=head)


def _hair_before(canvas, x, y, head, hair, style):
    if style == "bald":
        return
    if style == "scarf":
        canvas.segment(x, y - head * 0.05, head * 1.14, 206, 334, hair)
        return
    canvas.segment(x, y - head * 0.1, head * 0.95, 200, 340, hair)


def _shade(colour):
    """The same colour a little darker."""
    parts = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return "#" + "".join(f"{int(part * 0.88):02x}" for part in parts)


def _between(start, bend, end, share):
    rest = 1 - share
    return tuple(
        rest * rest * a + 2 * rest * share * b + share * share * c for a, b, c in zip(start, bend, end, strict=True)
    )


def _up(*numbers):
    return [round(number * SCALE) for number in numbers]
