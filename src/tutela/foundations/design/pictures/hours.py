"""When something happened, again and again: the day to the right, the hour upwards, numbered and joined in order, so that a shrinking gap is seen.

It reads in black and white and asks for nothing. The same as rows stands in the table beneath, which the page gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from tutela.foundations.design.pictures.local import short_day
from tutela.foundations.design.pictures.svg import tag, text

INK: Final = "#0b0c0c"
QUIET: Final = "#505a5f"
FAINT: Final = "#b1b4b6"
ALARM: Final = "#942514"
_HEIGHT, _LEFT, _RIGHT, _TOP, _FOOT, _MARK = 170.0, 46.0, 18.0, 14.0, 26.0, 9.0
_HOURS: Final = (0, 6, 12, 18, 24)


def draw(moments: Sequence[datetime], *, title: str, description: str, name: str, width: int = 760) -> str:
    """The picture as an SVG element, ``name`` in its ids.

    :param moments: in local time, in order; at least one
    """
    across = _across(moments, width)
    floor = _HEIGHT - _FOOT
    parts = [
        tag("title", escaped(title), id=f"{name}-title"), tag("desc", escaped(description), id=f"{name}-desc"),
        tag("rect", x=0, y=0, width=width, height=_HEIGHT, fill="#ffffff"),
    ]
    for hour in _HOURS:
        y = _up(hour, floor)
        parts += [
            tag("line", x1=_LEFT, x2=width - _RIGHT, y1=y, y2=y, stroke=FAINT, stroke_width=1),
            text(f"{hour:02d}:00", _LEFT - 8, y + 4, text_anchor="end", fill=QUIET, font_size=12),
        ]
    places = [(x, _up(m.hour + m.minute / 60, floor)) for x, m in zip(across, moments, strict=True)]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    parts.append(tag("polyline", points=path, fill="none", stroke=QUIET, stroke_width=1.5, stroke_dasharray="3 3"))
    for number, (x, y) in enumerate(places, 1):
        last = number == len(places)
        parts += [
            tag("circle", cx=x, cy=y, r=_MARK, fill=ALARM if last else INK),
            text(str(number), x, y + 4, text_anchor="middle", fill="#ffffff", font_size=11, font_weight="bold"),
        ]
    ends = ((0, "start"), (len(moments) - 1, "end")) if len(moments) > 1 else ((0, "start"),)
    parts += [text(short_day(moments[n], year=True), across[n], _HEIGHT - 6, text_anchor=anchor, fill=QUIET, font_size=12) for n, anchor in ends]
    return tag(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {_HEIGHT:.0f}", width=width, height=_HEIGHT, role="img",
        aria_labelledby=f"{name}-title {name}-desc", font_family="Arial, Helvetica, sans-serif", font_size=13, fill=INK,
    )


def escaped(words: str) -> str:
    """Words as markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;")


def _across(moments: Sequence[datetime], width: int) -> list[float]:
    """Where each stands between the first and the last."""
    first, room = moments[0], width - _LEFT - _RIGHT - 2 * _MARK
    span = (moments[-1] - first).total_seconds() or 1.0
    return [_LEFT + _MARK + room * (m - first).total_seconds() / span for m in moments]


def _up(hour: float, floor: float) -> float:
    return floor - (floor - _TOP) * hour / 24
