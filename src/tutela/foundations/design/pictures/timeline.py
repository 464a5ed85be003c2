"""One case as a picture: what happened at the bottom, who was told above it, superintendents on top; time runs to the right.

Marks differ in shape and carry text, so that the picture reads in black and white. It has no scripts and asks for nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from tutela.foundations.design.pictures import labels, marks
from tutela.foundations.design.pictures.axis import Scale
from tutela.foundations.design.pictures.labels import Event
from tutela.foundations.design.pictures.svg import folded, number, tag, text, wide

Shape = Literal["opening", "rung", "standard", "pattern"]
INK: Final = "#0b0c0c"
QUIET: Final = "#505a5f"
FAINT: Final = "#b1b4b6"
ALARM: Final = "#942514"
_SIZE: Final = 13.0
_LINE: Final = 16.0
_MARK: Final = 11.0
"""Marks nearer than this hide one another."""


@dataclass(frozen=True, slots=True)
class Lane:
    """Somebody who was told: the role, and beneath it the area and how often."""

    key: str
    title: str
    note: str
    top: bool = False
    """Is this where ladders end?"""


@dataclass(frozen=True, slots=True)
class Mark:
    """One telling in one lane."""

    at: datetime
    lane: str
    shape: Shape
    number: int = 0
    again: bool = False
    thread: str = ""
    """Tellings of one thread are joined: the ladder rising."""


@dataclass(frozen=True, slots=True)
class Silence:
    """The longest stretch with nothing recorded while something was overdue: in words, and in fewer for where there is little room."""

    start: datetime
    end: datetime
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All that the picture shows. Lanes stand from top to bottom."""

    title: str
    description: str
    lanes: Sequence[Lane]
    marks: Sequence[Mark]
    events: Sequence[Event]
    starts: datetime
    ends: datetime
    below: str
    """What stands beneath "What happened"."""
    flag: tuple[datetime, str] | None = None
    story: str = ""
    """The thread that is drawn boldly."""
    silence: Silence | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A lane's place: from its top, its marks on the base line, down to its bottom."""

    top: float
    base: float
    bottom: float


def draw(line: Timeline, *, name: str, width: int = 960) -> str:
    """The picture as an SVG element, ``name`` in its ids; narrow ones have the roles above their lanes."""
    side = 250.0 if width >= 700 else 0.0
    moments = [line.starts, line.ends, *(m.at for m in line.marks if not m.again), *(at for e in line.events for at in (e.at, e.until))]
    scale = Scale((at for at in moments if line.starts <= at <= line.ends), side + 14, width - 14.0)
    head = 66.0 if line.flag else 44.0
    rows, floor = _rows(line, side, head, width)
    told_below, foot = _below(line.events, scale, rows[""], floor, width)
    key, key_height = marks.legend(_shapes(line), foot, width)
    height = foot + key_height + 8
    parts = [
        tag("title", text_only(line.title), id=f"{name}-title"), tag("desc", text_only(line.description), id=f"{name}-desc"),
        tag("rect", x=0, y=0, width=width, height=height, fill="#ffffff"),
        *_ground(line, rows, width, side), *_band(line, scale, rows), *_axis(scale, head, floor), *_flag(line, scale, floor, width),
        *_threads(line, scale, rows, every=side > 0), *_whose(line, rows, width, side), *_silence(line, scale, rows),
        *_told(line, scale, rows),
        *_happened(line, scale, rows[""]), *told_below, key,
    ]
    return tag(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {number(height)}", width=width, height=height, role="img",
        aria_labelledby=f"{name}-title {name}-desc", font_family="Arial, Helvetica, sans-serif", font_size=_SIZE, fill=INK,
    )


def _shapes(line: Timeline) -> set[str]:
    """The shapes that occur, for the key."""
    told = {"again" if mark.again else mark.shape for mark in line.marks}
    return told | {"made" if event.made else "happened" for event in line.events} | ({"story"} if line.story else set())


def text_only(words: str) -> str:
    """Words as markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _names(title: str, note: str, side: float, width: float) -> list[tuple[str, bool]]:
    """The lines of a lane's label, and whether each is bold."""
    if side:
        return [*((s, True) for s in folded(title, _SIZE, side - 12, bold=True)), *((s, False) for s in folded(note, 12, side - 12))]
    return [*((s, True) for s in folded(title, _SIZE, width - 12, bold=True)), *((s, False) for s in folded(note, 12, width - 12))]


def _rows(line: Timeline, side: float, head: float, width: float) -> tuple[dict[str, _Row], float]:
    """Where each lane is, what happened (key "") lowest; and where the lanes end."""
    rows: dict[str, _Row] = {}
    at = head
    for key, title, note in (*((la.key, la.title, la.note) for la in line.lanes), ("", "What happened", line.below)):
        tall = len(_names(title, note, side, width)) * _LINE
        bottom = at + (max(34.0, tall + 6) if side else tall + 36)
        base = (at + bottom) / 2 if side else bottom - 17
        rows[key] = _Row(at, base, bottom)
        at = bottom
    return rows, at


def _ground(line: Timeline, rows: dict[str, _Row], width: float, side: float) -> list[str]:
    """The lanes, tinted where ladders end."""
    parts: list[str] = []
    for lane in (*line.lanes, Lane("", "", "")):
        row = rows[lane.key]
        if lane.top or not lane.key:
            parts.append(tag("rect", x=0, y=row.top, width=width, height=row.bottom - row.top, fill=_tint(lane)))
        parts.append(tag("path", d=f"M0 {number(row.bottom)}H{number(width)}", stroke=FAINT, stroke_width=1))
        parts.append(tag("path", d=f"M{number(side + 6)} {number(row.base)}H{number(width - 6)}", stroke="#d5d7d8", stroke_width=1))
    return parts


def _tint(lane: Lane) -> str:
    return "#fbeeeb" if lane.top else "#ffffff" if lane.key else "#f3f2f1"


def _whose(line: Timeline, rows: dict[str, _Row], width: float, side: float) -> list[str]:
    """The lanes' labels, with an edge in the colour of their ground."""
    parts: list[str] = []
    for lane in (*line.lanes, Lane("", "What happened", line.below)):
        row, names = rows[lane.key], _names(lane.title, lane.note, side, width)
        y = (row.top + row.bottom) / 2 - len(names) * _LINE / 2 + 12 if side else row.top + 15
        for index, (words, bold) in enumerate(names):
            style = {"font_weight": "bold"} if bold else {"font_size": "12", "fill": QUIET}
            parts.append(text(words, 6, y + index * _LINE, stroke=_tint(lane), stroke_width=3, paint_order="stroke", **style))
    return parts


def _axis(scale: Scale, head: float, floor: float) -> list[str]:
    """Dates and times along the top, midnights down the picture, breaks marked."""
    parts = [
        tag("path", d=f"M{number(x)} {number(head - 36)}V{number(floor)}", stroke=FAINT, stroke_width=1, stroke_dasharray="2 3")
        for x, _ in scale.days()
    ]
    parts += [text(words, x + 2, head - 24, font_size="12", font_weight="bold") for x, words in scale.dates(12)]
    for x, words in scale.times(11):
        parts.append(tag("path", d=f"M{number(x)} {number(head - 6)}V{number(head)}", stroke=INK, stroke_width=1))
        parts.append(text(words, x - 1, head - 9, font_size="11", fill=QUIET))
    for x, room, words in scale.breaks():
        zig = f"M{number(x - 4)} {number(head + 3)}l4 -9M{number(x + 1)} {number(head + 3)}l4 -9"
        parts.append(tag("path", d=zig, stroke=INK, stroke_width=1.5, fill="none"))
        if wide(words, 11) + 50 < room:
            parts.append(text(words, x + 2, head - 9, font_size="11", font_style="italic", text_anchor="middle"))
    parts.append(tag("path", d=f"M{number(scale.places[0])} {number(head)}H{number(scale.places[-1])}", stroke=INK, stroke_width=1))
    return parts


def _flag(line: Timeline, scale: Scale, floor: float, width: float) -> list[str]:
    """The one moment that everybody should see."""
    if line.flag is None:
        return []
    at, words = line.flag
    x = scale.x(at)
    room = wide(words, _SIZE, bold=True) + 14
    left = min(max(0.0, x - 8), width - room)
    return [
        tag("path", d=f"M{number(x)} 20V{number(floor)}", stroke=ALARM, stroke_width=2),
        tag("rect", x=left, y=0, width=room, height=22, fill=ALARM, rx=2),
        text(words, left + 7, 15.5, fill="#ffffff", font_weight="bold"),
    ]


def _threads(line: Timeline, scale: Scale, rows: dict[str, _Row], *, every: bool) -> list[str]:
    """Ladders: along a lane while it waits there, up when the next is told. Where there is little room, the story's alone."""
    steps: dict[str, dict[datetime, float]] = {}
    for mark in line.marks:
        if mark.thread and not mark.again and (every or mark.thread == line.story):
            here = steps.setdefault(mark.thread, {})
            here[mark.at] = min(here.get(mark.at, rows[mark.lane].base), rows[mark.lane].base)
    parts: list[str] = []
    for thread, told in sorted(steps.items(), key=lambda item: item[0] == line.story):
        stations = [(scale.x(at), y) for at, y in sorted(told.items())]
        if len(stations) > 1:
            path = f"M{number(stations[0][0])} {number(stations[0][1])}" + "".join(f"H{number(x)}V{number(y)}" for x, y in stations[1:])
            bold = thread == line.story
            parts.append(tag("path", d=path, fill="none", stroke=INK if bold else FAINT, stroke_width=2.5 if bold else 1))
    return parts


def _told(line: Timeline, scale: Scale, rows: dict[str, _Row]) -> list[str]:
    """The marks: repeats as strokes on the lane, tellings of one moment above each other, how many where there are more."""
    parts: list[str] = []
    beside: list[str] = []
    for lane in line.lanes:
        y = rows[lane.key].base
        here = [m for m in line.marks if m.lane == lane.key]
        strokes = "".join(f"M{number(scale.x(at))} {number(y - 5)}v10" for at in sorted({m.at for m in here if m.again}))
        if strokes:
            parts.append(tag("path", d=strokes, stroke=ALARM, stroke_width=1.5))
        for x, shapes in _heaps(here, scale):
            spread = min(14.0, 20.0 / max(1, len(shapes) - 1))
            for index, (shape, group) in enumerate(shapes):
                at = y + (index - (len(shapes) - 1) / 2) * spread
                parts.append(marks.draw(shape, x, at, max(m.number for m in group)))
                beside += [marks.count(x, at, len(group))] if len(group) > 1 else []
    return parts + beside


def _heaps(told: Sequence[Mark], scale: Scale) -> list[tuple[float, list[tuple[Shape, list[Mark]]]]]:
    """Marks that would hide one another, put together: by shape, at the place of the first."""
    heaps: dict[float, dict[Shape, list[Mark]]] = {}
    for mark in sorted((m for m in told if not m.again), key=lambda m: m.at):
        x = scale.x(mark.at)
        place = next((p for p in reversed(heaps) if x - p < _MARK), x)
        heaps.setdefault(place, {}).setdefault(mark.shape, []).append(mark)
    return [(x, sorted(shapes.items(), key=lambda item: marks.ORDER.index(item[0]))) for x, shapes in heaps.items()]


def _band(line: Timeline, scale: Scale, rows: dict[str, _Row]) -> list[str]:
    """The longest silence, down through all that was told in it."""
    if line.silence is None:
        return []
    left, right = scale.x(line.silence.start), scale.x(line.silence.end)
    top = min(row.top for row in rows.values())
    return [tag("rect", x=left, y=top, width=right - left, height=rows[""].bottom - top, fill=INK, fill_opacity=0.07)]


def _silence(line: Timeline, scale: Scale, rows: dict[str, _Row]) -> list[str]:
    """Its bar among what happened: nothing."""
    if line.silence is None:
        return []
    left, right = scale.x(line.silence.start), scale.x(line.silence.end)
    y = rows[""].base
    style = {"fill": "#ffffff", "stroke": INK, "stroke_width": "1.5", "stroke_dasharray": "4 2"}
    parts = [tag("rect", x=left, y=y - 9, width=right - left, height=18, **style)]
    fitting = [words for words in line.silence.words if wide(words, 12, bold=True) < right - left - 12]
    if fitting:
        parts.append(text(fitting[0], (left + right) / 2, y + 4, font_size="12", font_weight="bold", text_anchor="middle"))
    return parts


def _happened(line: Timeline, scale: Scale, row: _Row) -> list[str]:
    """The marks of what happened; where only a span is known, the span."""
    parts: list[str] = []
    for event in line.events:
        x, end = scale.x(event.at), scale.x(event.until)
        if end - x > 2:
            parts.append(tag("path", d=f"M{number(x)} {number(row.base)}H{number(end)}", stroke=INK, stroke_width=4))
        parts.append(marks.happened(x, row.base, made=event.made))
    return parts


def _below(events: Sequence[Event], scale: Scale, row: _Row, floor: float, width: float) -> tuple[list[str], float]:
    """What happened in words, and where that ends: beneath the marks on leaders, or, where there is little room, as a numbered list."""
    if width < 700:
        return _listed(labels.gathered(events, scale, 20, near=14), row, floor, width)
    placed = labels.place(labels.gathered(events, scale, 18), width)
    leaders = (f"M{number(p.x)} {number(row.base + 4)}V{number(floor + p.row * _LINE + 15)}" for p in placed)
    parts = [tag("path", d=leader, stroke="#8a9196", stroke_width=1) for leader in leaders]
    for p in placed:
        said = f'<tspan font-weight="bold">{text_only(p.when)}</tspan> {text_only(p.words)}'
        parts.append(tag(
            "text", said, x=p.x - 4 if p.leftwards else p.x + 4, y=floor + p.row * _LINE + 15, font_size="12",
            text_anchor="end" if p.leftwards else None, stroke="#ffffff", stroke_width=3, paint_order="stroke",
        ))
    return parts, floor + (max((p.row for p in placed), default=-1) + 1) * _LINE + 22


def _listed(groups: Sequence[labels.Gathered], row: _Row, floor: float, width: float) -> tuple[list[str], float]:
    """Numbers on the marks and a list that explains them."""
    parts: list[str] = []
    y = floor + 16
    for index, (x, when, words) in enumerate(groups, 1):
        parts += [marks.numbered(x, row.base, index), marks.numbered(12, y - 4, index)]
        parts.append(text(when, 24, y, font_size="12", font_weight="bold"))
        for line in folded(words, 12, width - 30)[:3]:
            y += _LINE
            parts.append(text(line, 24, y, font_size="12"))
        y += _LINE + 3
    return parts, y + 6
