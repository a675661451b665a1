"""The pictures of the demo: flat drawings in one palette, made by the project itself, each with its alt text."""

import math

from home.demo.canvas import (
    BLUE,
    BLUSH,
    CREAM,
    GREEN,
    GREY,
    ICE,
    LIME,
    MIST,
    NAVY,
    PALE,
    PINK,
    SKINS,
    SKY,
    SLATE,
    SPRING,
    WHITE,
    YELLOW,
    Canvas,
    bubble,
    person,
)

ILLUSTRATIONS = {
    "lunch": ("Lunch and Learn table", "Two colleagues talk across a table laid with sandwiches, fruit and drinks."),
    "round_table": ("People round a table", "Five people sit round a table, with speech bubbles above them."),
    "bookshelf": ("Library shelves", "Two shelves of coloured books and journals beside a leafy plant."),
    "postcard": (
        "Knowledge postcards",
        "A stack of postcards; the top one has a picture, a stamp and lines of writing.",
    ),
    "ward_at_night": (
        "Ward at night",
        "Someone asleep in a hospital bed beside a tall window with a crescent moon and stars outside.",
    ),
    "coffee": ("Two cups of coffee", "Two steaming cups of coffee on a table, close together."),
    "lightbulb": ("A bright idea", "A glowing yellow light bulb surrounded by short rays."),
    "hands": ("Hands together", "Hands of different skin tones reach in to meet in the middle."),
    "stepping_stones": ("Stepping stones", "A line of stepping stones crosses water towards a green bank with a flag."),
    "hospital": ("Hospital skyline", "Hospital buildings with lit windows, trees and a cloud."),
    "microphone": ("A microphone", "A microphone on a stand with sound waves on either side."),
    "checklist": ("A checklist", "A clipboard with four items, three of them ticked, and a pencil."),
    "compass": ("A compass", "A compass with its needle pointing up and to the right, on a folded map."),
    "tree": ("Tree of knowledge", "A broad tree whose leaves are coloured circles, growing from an open book."),
}


def draw(key, *, width=1200, height=675):
    """The illustration `key` as a Pillow image of this size. Raises KeyError for a key that ILLUSTRATIONS lacks."""
    ILLUSTRATIONS[key]
    return globals()[f"_{key}"]().fitted(width, height)


def _lunch():
    canvas = Canvas(ICE)
    canvas.blob(600, 320, 480, 270, MIST, turn=0.8)
    bubble(canvas, 360, 70, 190, 120, BLUE, tail=(365, 232))
    bubble(canvas, 650, 110, 170, 108, YELLOW, tail=(832, 246), marks=NAVY)
    person(canvas, 300, 470, 290, skin=SKINS[0], top=NAVY, hair="#2b1d16", style="bun")
    person(canvas, 900, 470, 290, skin=SKINS[1], top=GREEN, hair="#a4703c", style="short")
    canvas.box(120, 462, 960, 46, WHITE, radius=23)
    canvas.box(170, 508, 860, 167, PALE)
    canvas.box(170, 508, 860, 14, "#cfd8dc")
    canvas.ellipse(560, 462, 150, 20, SKY)
    canvas.ellipse(560, 456, 118, 13, WHITE)
    for x in (480, 555, 630):
        _sandwich(canvas, x, 452)
    _glass(canvas, 410, 462)
    _glass(canvas, 765, 462)
    canvas.circle(712, 432, 30, LIME)
    canvas.curve((712, 404), (716, 392), (728, 386), GREEN, 7)
    return canvas


def _sandwich(canvas, x, base):
    for lift, colour in ((0, "#e8b873"), (16, LIME), (24, WHITE), (34, "#e8b873")):
        inset = lift * 0.75
        canvas.shape([(x - 46 + inset, base - lift), (x + 46 - inset, base - lift), (x, base - 74)], colour)
    canvas.shape([(x - 13, base - 54), (x + 13, base - 54), (x, base - 74)], "#e8b873")


def _glass(canvas, x, base):
    canvas.box(x - 22, base - 78, 44, 78, WHITE, radius=9)
    canvas.box(x - 22, base - 50, 44, 50, SKY, radius=9)


def _round_table():
    canvas = Canvas(SPRING)
    canvas.blob(600, 330, 520, 270, "#d5eac2", turn=2.1)
    people = (
        (250, 420, 220, 3, PINK, "#3a2418", "long"),
        (425, 382, 210, 1, BLUE, "#c98d4b", "short"),
        (600, 368, 205, 2, YELLOW, "#1d1410", "afro"),
        (775, 382, 210, 5, NAVY, GREY, "short"),
        (950, 420, 220, 4, GREEN, SKY, "scarf"),
    )
    for x, base, size, skin, top, hair, style in people:
        person(canvas, x, base, size, skin=SKINS[skin], top=top, hair=hair, style=style)
    bubble(canvas, 300, 48, 150, 92, WHITE, tail=(400, 178), marks=SKY)
    bubble(canvas, 760, 48, 150, 92, WHITE, tail=(800, 176), marks=PINK)
    canvas.ellipse(600, 500, 470, 130, "#c8d3d9")
    canvas.ellipse(600, 484, 470, 126, WHITE)
    _paper(canvas, 430, 470, BLUE)
    _paper(canvas, 690, 500, PINK)
    for x, y, colour in ((330, 445, SKY), (600, 420, YELLOW), (850, 450, LIME)):
        canvas.ellipse(x, y + 12, 36, 12, PALE)
        canvas.box(x - 20, y - 22, 40, 36, colour, radius=12)
        canvas.ellipse(x, y - 20, 20, 7, NAVY)
    return canvas


def _paper(canvas, x, y, ink):
    canvas.shape([(x, y), (x + 110, y - 8), (x + 128, y + 44), (x + 8, y + 54)], ICE)
    for row in range(3):
        canvas.line([(x + 22, y + 12 + 13 * row), (x + 92, y + 6 + 13 * row)], ink, 5)


def _bookshelf():
    canvas = Canvas(CREAM)
    canvas.blob(600, 340, 500, 270, "#ffe7ad", turn=0.3)
    colours = (BLUE, SKY, NAVY, YELLOW, GREEN, PINK, WHITE, LIME)
    for shelf, base in enumerate((320, 560)):
        x = 250
        for book in range(10 if shelf else 11):
            wide = (44, 58, 36, 50, 66)[(book * 2 + shelf) % 5]
            tall = (170, 196, 150, 184, 162, 200)[(book * 5 + shelf * 2) % 6]
            _book(canvas, x, base, wide, tall, colours[(book * 3 + shelf * 5) % 8])
            x += wide + 6
        canvas.box(200, base, 800, 22, SLATE, radius=6)
    _leaning_book(canvas, 826, 320, PINK)
    _plant(canvas, 900, 560)
    return canvas


def _book(canvas, x, base, wide, tall, colour):
    band = NAVY if colour in (WHITE, YELLOW, LIME, SKY) else WHITE
    canvas.box(x, base - tall, wide, tall, colour, radius=7)
    canvas.box(x, base - tall + 26, wide, 7, band)
    canvas.box(x, base - 40, wide, 7, band)


def _leaning_book(canvas, x, base, colour):
    canvas.shape([(x + 28, base), (x + 76, base), (x + 132, base - 160), (x + 88, base - 175)], colour)
    canvas.shape([(x + 78, base - 146), (x + 123, base - 132), (x + 120, base - 123), (x + 75, base - 137)], WHITE)


def _plant(canvas, x, base):
    for lean, tall in ((-70, 110), (-36, 160), (0, 180), (38, 156), (72, 108)):
        tip = (x + lean, base - 70 - tall * 0.7)
        canvas.curve((x, base - 66), (x + lean * 0.25, base - tall * 0.8), tip, GREEN, 9)
        canvas.ellipse(tip[0], tip[1], 25, 36, LIME if lean % 4 else GREEN)
    canvas.shape([(x - 52, base - 78), (x + 52, base - 78), (x + 38, base), (x - 38, base)], BLUE)
    canvas.box(x - 60, base - 92, 120, 24, NAVY, radius=8)


def _postcard():
    canvas = Canvas(ICE)
    canvas.blob(600, 335, 480, 275, MIST, turn=1.4)
    canvas.shape([(300, 150), (884, 96), (920, 470), (336, 524)], SKY)
    canvas.shape([(282, 172), (872, 160), (880, 536), (290, 548)], YELLOW)
    canvas.box(290, 180, 620, 384, "#bfd3e2", radius=18)
    canvas.box(284, 172, 620, 384, WHITE, radius=18)
    canvas.box(308, 196, 270, 336, ICE, radius=12)
    canvas.circle(500, 268, 36, YELLOW)
    canvas.shape([(308, 440), (400, 330), (478, 424), (520, 380), (578, 446), (578, 500), (308, 500)], BLUE)
    canvas.box(308, 440, 270, 92, GREEN, radius=12)
    canvas.curve((320, 470), (430, 410), (566, 476), LIME, 24)
    canvas.box(604, 208, 4, 312, PALE)
    canvas.box(792, 196, 84, 100, PINK, radius=8)
    canvas.box(804, 208, 60, 76, BLUSH, radius=4)
    canvas.circle(834, 246, 18, PINK)
    for row, end in enumerate((760, 868, 850, 868, 800)):
        top = 262 + 54 * row
        canvas.line([(640, top), (end, top)], NAVY if row == 0 else GREY, 10)
    return canvas


def _ward_at_night():
    canvas = Canvas("#0b2a5e")
    canvas.box(0, 500, 1200, 175, "#0a2450")
    canvas.box(150, 70, 400, 400, "#d6e4f0", radius=16)
    canvas.box(168, 88, 364, 364, NAVY, radius=8)
    canvas.circle(420, 190, 62, YELLOW)
    canvas.circle(448, 172, 56, NAVY)
    for x, y, size in ((220, 150, 5), (290, 240, 4), (240, 320, 6), (350, 130, 4), (480, 330, 5), (330, 360, 4)):
        canvas.circle(x, y, size, WHITE)
    _hills(canvas)
    canvas.box(344, 88, 12, 364, "#d6e4f0")
    canvas.box(168, 264, 364, 12, "#d6e4f0")
    canvas.box(130, 462, 440, 20, WHITE, radius=8)
    _night_lamp(canvas)
    _bed(canvas)
    return canvas


def _hills(canvas):
    for x, wide, tall, colour in ((168, 190, 70, "#12427f"), (330, 202, 96, "#0f3a72")):
        canvas.box(x, 452 - tall, wide, tall, colour, radius=20, corners=(True, True, False, False))
    for x, y in ((380, 384), (430, 384), (480, 384), (210, 408), (262, 408)):
        canvas.box(x, y, 18, 18, YELLOW, radius=3)


def _bed(canvas):
    canvas.box(612, 350, 24, 230, GREY, radius=10)
    canvas.box(1060, 410, 24, 170, GREY, radius=10)
    canvas.box(624, 500, 450, 34, SLATE, radius=10)
    canvas.box(640, 440, 430, 66, WHITE, radius=24)
    canvas.box(646, 398, 140, 64, PALE, radius=30)
    canvas.ellipse(722, 392, 38, 34, SKINS[4])
    canvas.slice(716, 388, 40, 120, 300, GREY)
    canvas.box(770, 404, 300, 96, SKY, radius=40)
    canvas.box(770, 450, 300, 50, BLUE, radius=20)
    for x in (640, 1072):
        canvas.circle(x, 590, 17, SLATE)
        canvas.circle(x, 590, 8, GREY)


def _night_lamp(canvas):
    canvas.shape([(870, 186), (1010, 186), (1056, 440), (824, 440)], "#17407f")
    canvas.line([(940, 110), (940, 60)], GREY, 8)
    canvas.shape([(905, 110), (975, 110), (1010, 186), (870, 186)], YELLOW)
    canvas.ellipse(940, 186, 70, 14, CREAM)


def _coffee():
    canvas = Canvas(CREAM)
    canvas.blob(600, 300, 470, 250, "#ffe7ad", turn=2.6)
    canvas.box(0, 520, 1200, 155, "#f3d9a0")
    for x, cup, inside in ((400, BLUE, NAVY), (800, PINK, "#7a1650")):
        side = -1 if x < 600 else 1
        _cup(canvas, x, side, cup, inside)
    for x in (360, 400, 440, 760, 800, 840):
        canvas.curve((x, 250), (x + 26, 215), (x, 180), WHITE, 11)
        canvas.curve((x, 180), (x - 26, 145), (x, 112), WHITE, 11)
    canvas.circle(600, 548, 40, "#c98d4b")
    for x, y in ((588, 538), (612, 534), (602, 560), (580, 558), (620, 556)):
        canvas.circle(x, y, 6, "#5c3a28")
    return canvas


def _cup(canvas, x, side, cup, inside):
    canvas.ellipse(x, 546, 190, 30, "#dcbf83")
    canvas.ellipse(x, 536, 186, 28, WHITE)
    start, end = (90, 270) if side < 0 else (-90, 90)
    canvas.arc(x + side * 124, 390, 54, start, end, cup, 24)
    canvas.box(x - 130, 290, 260, 240, cup, radius=90, corners=(False, False, True, True))
    canvas.ellipse(x, 290, 130, 26, WHITE)
    canvas.ellipse(x, 292, 116, 20, inside)


def _lightbulb():
    canvas = Canvas(ICE)
    canvas.blob(600, 320, 430, 270, MIST, turn=0.5)
    canvas.circle(600, 280, 196, CREAM)
    for step in range(9):
        angle = math.radians(180 + step * 22.5)
        inner, outer = 216, 262 if step % 2 else 248
        tip = (600 + outer * math.cos(angle), 280 + outer * math.sin(angle))
        canvas.line([(600 + inner * math.cos(angle), 280 + inner * math.sin(angle)), tip], YELLOW, 14)
    canvas.shape([(492, 340), (708, 340), (662, 462), (538, 462)], YELLOW)
    canvas.circle(600, 280, 132, YELLOW)
    canvas.line([(556, 462), (556, 300), (600, 344), (644, 300), (644, 462)], "#d98f00", 10)
    canvas.arc(600, 280, 100, 195, 260, WHITE, 16)
    for row, wide in enumerate((128, 128, 104)):
        canvas.box(600 - wide / 2, 466 + row * 30, wide, 24, (NAVY, BLUE, NAVY)[row], radius=12)
    canvas.slice(600, 556, 30, 0, 180, SLATE)
    canvas.ellipse(600, 622, 150, 14, "#c3d8e8")
    return canvas


def _hands():
    canvas = Canvas(BLUSH)
    canvas.blob(600, 338, 470, 280, "#f1cfe0", turn=1.9)
    canvas.circle(600, 338, 150, WHITE)
    sleeves = (BLUE, GREEN, YELLOW, NAVY, PINK, SKY)
    for index in range(6):
        _hand(canvas, math.radians(60 * index + 30), SKINS[index], sleeves[index])
    canvas.circle(600, 338, 34, YELLOW)
    canvas.circle(600, 338, 17, WHITE)
    return canvas


def _hand(canvas, angle, skin, sleeve):
    """An arm that reaches from outside the picture to the middle, with four fingers and a thumb."""

    def at(distance, aside=0.0):
        along = (math.cos(angle), math.sin(angle))
        return 600 + along[0] * distance - along[1] * aside, 338 + along[1] * distance + along[0] * aside

    canvas.line([at(236), at(800)], sleeve, 92)
    canvas.line([at(240, -46), at(240, 46)], WHITE, 18)
    canvas.line([at(150), at(222)], skin, 70)
    canvas.line([at(122, -10), at(150, -10)], skin, 64)
    for finger, reach in ((-30, 84), (-10, 66), (10, 68), (30, 86)):
        canvas.line([at(reach, finger * 0.72), at(140, finger * 0.92)], skin, 20)
    canvas.line([at(112, 58), at(164, 32)], skin, 22)


def _stepping_stones():
    canvas = Canvas("#d7eefa")
    canvas.circle(790, 150, 58, YELLOW)
    canvas.blob(270, 140, 110, 34, WHITE)
    canvas.blob(520, 90, 84, 26, WHITE, turn=1)
    canvas.ellipse(1040, 330, 430, 120, LIME)
    canvas.ellipse(1160, 340, 380, 150, GREEN)
    canvas.box(0, 350, 1200, 325, SKY)
    canvas.ellipse(80, 700, 380, 150, GREEN)
    for y, start in ((420, 90), (470, 640), (520, 960), (570, 560), (620, 860), (400, 470)):
        canvas.curve((start, y), (start + 55, y - 16), (start + 110, y), "#8fd3f0", 8)
    stones = ((300, 590, 96), (450, 530, 84), (588, 478, 72), (706, 432, 60), (808, 396, 50), (894, 368, 42))
    for x, y, size in stones:
        canvas.ellipse(x, y + 0.16 * size, size, 0.36 * size, "#2b93c4")
        canvas.ellipse(x, y, size, 0.34 * size, SLATE)
        canvas.ellipse(x, y - 0.1 * size, size * 0.94, 0.28 * size, "#b9c5cc")
    canvas.line([(1010, 330), (1010, 170)], WHITE, 10)
    canvas.shape([(1014, 170), (1110, 200), (1014, 236)], PINK)
    return canvas


def _hospital():
    canvas = Canvas(ICE)
    canvas.circle(940, 150, 58, YELLOW)
    canvas.blob(300, 150, 120, 34, WHITE, turn=0.4)
    canvas.blob(720, 104, 90, 26, WHITE, turn=1.7)
    canvas.ellipse(600, 640, 760, 120, "#bfe0a0")
    _block(canvas, 160, 330, 240, SKY, rows=4, columns=4)
    _block(canvas, 800, 290, 250, BLUE, rows=5, columns=4)
    _block(canvas, 410, 200, 380, NAVY, rows=5, columns=6)
    canvas.circle(600, 196, 58, WHITE)
    canvas.box(588, 160, 24, 72, GREEN, radius=5)
    canvas.box(564, 184, 72, 24, GREEN, radius=5)
    canvas.box(520, 494, 160, 86, WHITE, radius=8)
    canvas.box(536, 508, 60, 72, SKY)
    canvas.box(604, 508, 60, 72, SKY)
    canvas.box(496, 478, 208, 24, YELLOW, radius=10)
    for x, size in ((120, 52), (440, 34), (770, 36), (1090, 58)):
        canvas.line([(x, 588), (x, 588 - size * 1.7)], "#7a5433", 11)
        canvas.ellipse(x, 588 - size * 2, size * 0.9, size * 1.15, GREEN)
    canvas.box(0, 580, 1200, 95, "#a8d37e")
    canvas.shape([(536, 580), (664, 580), (760, 675), (440, 675)], PALE)
    return canvas


def _block(canvas, x, top, wide, colour, *, rows, columns):
    canvas.box(x, top, wide, 584 - top, colour, radius=12, corners=(True, True, False, False))
    step = (wide - 40) / columns
    for row in range(rows):
        for column in range(columns):
            lit = (row * 5 + column * 3) % 7 < 3
            left, window_top = x + 20 + column * step + step * 0.18, top + 76 + row * 54
            if window_top < 560:
                canvas.box(left, window_top, step * 0.64, 30, CREAM if lit else MIST, radius=4)


def _microphone():
    canvas = Canvas(BLUSH)
    canvas.blob(600, 330, 450, 270, "#f1cfe0", turn=1.1)
    for side in (-1, 1):
        for ring, colour in enumerate((PINK, "#cf6fa3", "#e3a6c6")):
            middle = 180 if side < 0 else 0
            canvas.arc(600, 260, 190 + 62 * ring, middle - 32, middle + 32, colour, 14)
    canvas.arc(600, 300, 132, 0, 180, SLATE, 18)
    canvas.line([(600, 432), (600, 560)], SLATE, 18)
    canvas.box(480, 556, 240, 28, SLATE, radius=14)
    canvas.box(512, 110, 176, 282, NAVY, radius=88)
    canvas.box(512, 110, 176, 160, SKY, radius=88, corners=(True, True, False, False))
    for row in range(4):
        for column in range(5):
            canvas.circle(544 + 28 * column, 166 + 26 * row, 6, BLUE)
    canvas.box(506, 262, 188, 20, YELLOW, radius=10)
    canvas.circle(600, 336, 16, LIME)
    return canvas


def _checklist():
    canvas = Canvas(SPRING)
    canvas.blob(600, 335, 460, 275, "#d5eac2", turn=0.9)
    canvas.box(398, 92, 404, 520, "#b5cfa0", radius=28)
    canvas.box(390, 82, 404, 520, BLUE, radius=28)
    canvas.box(416, 118, 352, 460, WHITE, radius=14)
    canvas.box(512, 60, 160, 64, NAVY, radius=20)
    canvas.circle(592, 74, 26, NAVY)
    canvas.circle(592, 74, 11, SPRING)
    for row in range(4):
        y = 182 + row * 98
        canvas.box(448, y, 56, 56, ICE, radius=12)
        if row < 3:
            canvas.line([(460, y + 28), (472, y + 42), (494, y + 14)], GREEN, 11)
        canvas.line([(532, y + 18), (730, y + 18)], SLATE, 10)
        canvas.line([(532, y + 42), (672 - 20 * (row % 2), y + 42)], GREY, 10)
    _pencil(canvas)
    return canvas


def _pencil(canvas):
    """A pencil that leans on the clipboard, its tip at the last box."""
    canvas.line([(850, 330), (905, 236)], PINK, 44)
    canvas.line([(780, 450), (880, 279)], YELLOW, 44)
    canvas.line([(846, 336), (884, 272)], YELLOW, 44)
    canvas.shape([(745, 466), (783, 488), (731, 534)], "#f1c7a5")
    canvas.shape([(739, 506), (751, 514), (731, 534)], SLATE)
    canvas.shape([(745, 466), (783, 488), (800, 461), (761, 439)], YELLOW)


def _compass():
    canvas = Canvas(CREAM)
    canvas.blob(600, 340, 500, 270, "#ffe7ad", turn=1.6)
    folds = (WHITE, ICE, WHITE, ICE)
    for index, colour in enumerate(folds):
        x, dip = 220 + index * 190, 24 if index % 2 else 0
        canvas.shape([(x, 180 + dip), (x + 190, 204 - dip), (x + 190, 584 - dip), (x, 560 + dip)], colour)
    canvas.curve((260, 520), (420, 300), (640, 480), SKY, 20)
    canvas.curve((640, 480), (800, 590), (940, 320), SKY, 20)
    canvas.blob(320, 290, 50, 40, LIME)
    canvas.blob(880, 500, 60, 34, LIME, turn=2)
    canvas.circle(606, 330, 206, "#d9c896")
    canvas.circle(600, 320, 206, NAVY)
    canvas.circle(600, 320, 172, WHITE)
    for step in range(12):
        angle = math.radians(step * 30)
        inner = 132 if step % 3 == 0 else 146
        start = (600 + inner * math.cos(angle), 320 + inner * math.sin(angle))
        end = (600 + 156 * math.cos(angle), 320 + 156 * math.sin(angle))
        canvas.line([start, end], NAVY if step % 3 == 0 else GREY, 9)
    canvas.shape([(684, 214), (628, 342), (572, 298)], PINK)
    canvas.shape([(516, 426), (628, 342), (572, 298)], BLUE)
    canvas.circle(600, 320, 18, YELLOW)
    return canvas


def _tree():
    canvas = Canvas(SPRING)
    canvas.blob(600, 300, 470, 260, "#d5eac2", turn=2.4)
    for bend, end in (
        ((560, 330), (430, 250)),
        ((590, 300), (540, 190)),
        ((610, 300), (670, 180)),
        ((640, 330), (780, 250)),
    ):
        canvas.curve((600, 430), bend, end, "#7a5433", 22)
    canvas.shape([(574, 540), (586, 400), (614, 400), (626, 540)], "#7a5433")
    leaves = (
        (410, 250, 70, GREEN), (480, 176, 66, LIME), (560, 128, 62, GREEN), (650, 126, 64, LIME), (730, 176, 66, GREEN),
        (796, 252, 70, LIME), (500, 270, 58, SKY), (596, 214, 66, YELLOW), (700, 268, 60, BLUE), (600, 306, 44, PINK),
        (340, 306, 42, LIME), (864, 310, 42, GREEN),
    )  # fmt: skip
    for x, y, radius, colour in leaves:
        canvas.circle(x, y, radius, colour)
    _open_book(canvas, 600, 540)
    return canvas


def _open_book(canvas, x, y):
    for side in (-1, 1):
        canvas.shape([(x, y + 50), (x + side * 250, y + 14), (x + side * 250, y + 50), (x, y + 88)], NAVY)
        canvas.shape([(x, y), (x + side * 236, y - 30), (x + side * 236, y + 30), (x, y + 66)], WHITE)
        for row in range(3):
            start = (x + side * 40, y + 10 + row * 16)
            canvas.line([start, (x + side * 204, y - 12 + row * 16)], GREY, 6)
    canvas.line([(x, y), (x, y + 76)], MIST, 5)
