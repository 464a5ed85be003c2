"""The marks of a timeline and their key. Each shape is told from the others without colour."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from tutela.foundations.design.pictures.svg import number, tag, text, wide

ORDER: Final = ("rung", "standard", "pattern", "opening")
_KEY: Final = (
    ("opening", "told: a duty begins"), ("rung", "overdue, told: rung of the ladder"), ("standard", "told: an act fell short"),
    ("pattern", "told: a pattern was noticed"), ("again", "told again, nothing has changed"), ("happened", "what happened"),
    ("made", "what people would have done"), ("story", "the first ladder to a superintendent"),
)


def draw(shape: str, x: float, y: float, rung: int = 0) -> str:
    """One mark; a rung has its number in it."""
    return _SHAPES[shape](x, y, rung)


def count(x: float, y: float, many: int) -> str:
    """How many one mark stands for, above and beside it."""
    words = f"\N{MULTIPLICATION SIGN}{many}"
    return text(words, x + 5, y - 7, font_size="11", font_weight="bold", stroke="#ffffff", stroke_width=2.5, paint_order="stroke")


def happened(x: float, y: float, *, made: bool = False) -> str:
    """Something that happened: filled from the case, hollow from the replay."""
    return tag("rect", x=x - 4, y=y - 4, width=8, height=8, fill="#ffffff" if made else "#0b0c0c", stroke="#0b0c0c", stroke_width=1.5)


def numbered(x: float, y: float, index: int) -> str:
    """Something that happened, with its number in a list."""
    box = tag("rect", x=x - 7, y=y - 7, width=14, height=14, fill="#0b0c0c", stroke="#ffffff", stroke_width=1)
    return box + text(str(index), x, y + 4, font_size="10", font_weight="bold", fill="#ffffff", text_anchor="middle")


def legend(shapes: Collection[str], top: float, width: float) -> tuple[str, float]:
    """The key to these shapes, in as many rows as the width asks for, and how tall it is."""
    entries = [(shape, words) for shape, words in _KEY if shape in shapes]
    parts: list[str] = []
    x, y = 6.0, top + 12
    for shape, words in entries:
        room = 24 + wide(words, 12) + 14
        if x + room > width and x > 6:
            x, y = 6.0, y + 20
        parts.append(_sample(shape, x + 9, y - 4))
        parts.append(text(words, x + 22, y, font_size="12"))
        x += room
    return tag("g", *parts), y - top + 8


def _sample(shape: str, x: float, y: float) -> str:
    if shape in ("happened", "made"):
        return happened(x, y, made=shape == "made")
    if shape == "story":
        return tag("path", d=f"M{number(x - 8)} {number(y + 6)}h8v-12h8", stroke="#0b0c0c", stroke_width=2.5, fill="none")
    if shape == "again":
        return tag("path", d=f"M{number(x - 4)} {number(y - 5)}v10m4 -10v10m4 -10v10", stroke="#942514", stroke_width=1.5)
    return draw(shape, x, y, 2)


def _opening(x: float, y: float, _: int) -> str:
    return tag("circle", cx=x, cy=y, r=5.5, fill="#ffffff", stroke="#1d70b8", stroke_width=2.2)


def _rung(x: float, y: float, rung: int) -> str:
    box = tag("rect", x=x - 7.5, y=y - 7.5, width=15, height=15, rx=2, fill="#942514", stroke="#ffffff", stroke_width=1)
    return box + text(str(rung), x, y + 4, font_size="11", font_weight="bold", fill="#ffffff", text_anchor="middle")


def _standard(x: float, y: float, _: int) -> str:
    shape = tag("path", d=f"M{number(x)} {number(y - 8)}l8.5 15h-17z", fill="#ffdd00", stroke="#0b0c0c", stroke_width=1.3)
    return shape + text("!", x, y + 5.5, font_size="11", font_weight="bold", text_anchor="middle")


def _pattern(x: float, y: float, _: int) -> str:
    shape = tag("path", d=f"M{number(x)} {number(y - 9)}l9 9l-9 9l-9 -9z", fill="#4c2c92", stroke="#ffffff", stroke_width=1)
    return shape + text("≈", x, y + 4, font_size="12", font_weight="bold", fill="#ffffff", text_anchor="middle")


_SHAPES: Final = {"opening": _opening, "rung": _rung, "standard": _standard, "pattern": _pattern}
