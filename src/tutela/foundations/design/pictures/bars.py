"""Bars of parts, one under another: how many of each kind, by team or shift. Every part carries its number, and its pattern differs without colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tutela.foundations.design.pictures.svg import cut, tag, text, wide

Tone = Literal["met", "missed", "open"]
INK: Final = "#0b0c0c"
_FILLS: Final[dict[Tone, tuple[str, ...]]] = {"met": ("#1d70b8", "#5694ca"), "missed": ("#942514", "#f3c6bd"), "open": ("#ffffff", "#b1b4b6")}
"""By tone, for the first and the second part of it: dark and light, so that they differ in black and white too."""
_SIZE: Final = 13.0
_HIGH: Final = 26.0
_STEP: Final = 36.0
_NARROW: Final = 600
"""Below this width the names stand over their bars."""


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of what is counted."""

    name: str
    tone: Tone


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, and how many of each part, in their order."""

    name: str
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class Bars:
    """All that the picture shows."""

    title: str
    description: str
    parts: Sequence[Part]
    bars: Sequence[Bar]


def draw(chart: Bars, *, width: int = 900, key: str = "bars") -> str:
    """The picture, as one SVG element; ``key`` makes its ids its own where a page has several."""
    narrow = width < _NARROW
    left = 0.0 if narrow else min(240.0, max((wide(bar.name, _SIZE) for bar in chart.bars), default=0.0) + 16)
    step = _STEP + (18 if narrow else 0)
    most = max((sum(bar.numbers) for bar in chart.bars), default=0)
    scale = (width - left - 44) / most if most else 0.0
    legend, top = _legend(chart.parts, width)
    rows = [_bar(chart, bar, left, top + index * step, scale, narrow=narrow) for index, bar in enumerate(chart.bars)]
    return tag(
        "svg", tag("title", chart.title, id=f"{key}-t"), tag("desc", chart.description, id=f"{key}-d"), legend, *rows, xmlns="http://www.w3.org/2000/svg",
        role="img", aria_labelledby=f"{key}-t {key}-d", viewBox=f"0 0 {width} {top + len(chart.bars) * step:.0f}", width=width,
        font_family="Arial, sans-serif", font_size=_SIZE, fill=INK,
    )


def _legend(parts: Sequence[Part], width: float) -> tuple[str, float]:
    """Which part is which, in as many lines as it takes; and where the bars begin."""
    x, y, found = 0.0, 4.0, []
    for index, part in enumerate(parts):
        room = 24 + wide(part.name, _SIZE) + 20
        if x and x + room > width:
            x, y = 0.0, y + 22
        found += [tag("rect", x=x + 1, y=y, width=16, height=14, fill=_fill(parts, index), stroke=INK, stroke_width=1), text(part.name, x + 24, y + 12)]
        x += room
    return "".join(found), y + 32


def _bar(chart: Bars, bar: Bar, left: float, y: float, scale: float, *, narrow: bool) -> str:
    name = cut(bar.name, _SIZE, 320 if narrow else left - 8)
    found = [text(name, 0, y + (0 if narrow else 18), font_weight="bold")]
    y, x = y + (7 if narrow else 0), left
    for index, number in enumerate(bar.numbers):
        if not number:
            continue
        room = number * scale
        fill = _fill(chart.parts, index)
        found.append(tag("rect", x=x, y=y, width=room, height=_HIGH, fill=fill, stroke=INK, stroke_width=1))
        if room > wide(str(number), _SIZE, bold=True) + 4:
            dark = fill in {shades[0] for tone, shades in _FILLS.items() if tone != "open"}
            found.append(text(str(number), x + room / 2, y + 18, text_anchor="middle", font_weight="bold", fill="#ffffff" if dark else INK))
        x += room
    return "".join([*found, text(f"{sum(bar.numbers):,}", x + 6, y + 18)])


def _fill(parts: Sequence[Part], index: int) -> str:
    """The shade of a part: the first of its tone is the darker."""
    tone = parts[index].tone
    before = sum(part.tone == tone for part in parts[:index])
    shades = _FILLS[tone]
    return shades[min(before, len(shades) - 1)]
