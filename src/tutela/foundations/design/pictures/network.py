"""People and places around one child as a picture: the child in the middle, the others in a ring, always in the same places.

Shapes differ and carry words, so that the picture reads in black and white. Where there is little room the ring has numbers
and the names stand beneath. The same as rows, for the table beneath the picture, is :func:`rows`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from tutela.foundations.design.pictures.svg import folded, number, tag, text, wide

Kind = Literal["person", "place", "thing"]
INK: Final = "#0b0c0c"
QUIET: Final = "#505a5f"
ALARM: Final = "#942514"
_LINE: Final = 15.0
_WIDE: Final = 600
"""From here there is room for names in the ring."""
_ORDER: Final = ("person", "place", "thing")


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody or something: ``note`` is what they are to the child, ``warning`` what must be seen."""

    key: str
    name: str
    kind: Kind = "person"
    note: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two who are linked, and how."""

    one: str
    other: str
    words: str
    doubted: bool = False
    """Said, and not established: drawn broken."""


@dataclass(frozen=True, slots=True)
class Network:
    """All that the picture shows. ``centre`` is the key of the child."""

    title: str
    description: str
    centre: str
    nodes: Sequence[Node]
    links: Sequence[Link]


class _Place(NamedTuple):
    x: float
    y: float
    angle: float


def draw(network: Network, *, name: str, width: int = 760) -> str:
    """The picture as an SVG element, ``name`` in its ids.

    :raises KeyError: if a link names nobody
    """
    ring = _ring(network)
    roomy = width >= _WIDE
    radius = _radius(len(ring), width, roomy=roomy)
    height = 2 * radius + (110 if roomy else 60)
    middle = (width / 2, height / 2)
    places = _places(ring, network.centre, middle, radius)
    nodes = {node.key: node for node in network.nodes}
    listed, foot = ("", height) if roomy else _listed(ring, width, height)
    parts = [
        tag("title", _said(network.title), id=f"{name}-title"), tag("desc", _said(network.description), id=f"{name}-desc"),
        tag("rect", x=0, y=0, width=width, height=foot, fill="#ffffff"),
        *(_link(link, places, network.centre) for link in network.links),
        *(_node(node, places[node.key], index, roomy=roomy, width=width) for index, node in enumerate(ring, 1)),
        _centre(nodes[network.centre], places[network.centre]), listed,
    ]
    return tag(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {number(foot)}", width=width, height=foot, role="img",
        aria_labelledby=f"{name}-title {name}-desc", font_family="Arial, Helvetica, sans-serif", font_size=13, fill=INK,
    )


def rows(network: Network) -> list[tuple[str, str, str]]:
    """Who, how linked, to whom: the child's own links first."""
    names = {node.key: node.name for node in network.nodes}
    ordered = sorted(network.links, key=lambda link: (network.centre not in (link.one, link.other), names[link.one], names[link.other], link.words))
    return [(names[link.one], f"{link.words}{' (not established)' if link.doubted else ''}", names[link.other]) for link in ordered]


def _ring(network: Network) -> list[Node]:
    """All but the child: those with a warning, then people, places and things, each by name."""
    others = [node for node in network.nodes if node.key != network.centre]
    return sorted(others, key=lambda node: (not node.warning, _ORDER.index(node.kind), node.name, node.key))


def _radius(many: int, width: int, *, roomy: bool) -> float:
    """Wide enough that neighbours do not touch."""
    apart = 44.0 if roomy else 30.0
    needed = many * apart / (2 * math.pi)
    return min(max(150.0 if roomy else 110.0, needed), width / 2 - (190 if roomy else 24)) if many else 60.0


def _places(ring: Sequence[Node], centre: str, middle: tuple[float, float], radius: float) -> dict[str, _Place]:
    """Round the clock from the top."""
    found = {centre: _Place(*middle, 0.0)}
    for index, node in enumerate(ring):
        angle = 2 * math.pi * index / len(ring) - math.pi / 2
        found[node.key] = _Place(middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle), angle)
    return found


def _link(link: Link, places: Mapping[str, _Place], centre: str) -> str:
    """A line to the child; between two others a bow beside the child, so that it is not taken for two lines to them."""
    a, b, middle = places[link.one], places[link.other], places[centre]
    way = f"L{number(b.x)} {number(b.y)}"
    if centre not in (link.one, link.other):
        between = (a.angle + b.angle) / 2
        far = math.hypot(a.x - middle.x, a.y - middle.y) * 0.95
        way = f"Q{number(middle.x + far * math.cos(between))} {number(middle.y + far * math.sin(between))} {number(b.x)} {number(b.y)}"
    return tag(
        "path", tag("title", _said(link.words)), d=f"M{number(a.x)} {number(a.y)}{way}", stroke=QUIET, stroke_width=1.5, fill="none",
        stroke_dasharray="5 4" if link.doubted else None,
    )


def _node(node: Node, at: _Place, index: int, *, roomy: bool, width: float) -> str:
    """The shape of its kind, with its name outside the ring or its number within."""
    shape = _shape(node, at)
    if not roomy:
        return shape + text(str(index), at.x, at.y + 4, font_size="11", font_weight="bold", text_anchor="middle")
    side = math.cos(at.angle)
    anchor = "middle" if abs(side) < 0.2 else "start" if side > 0 else "end"
    x = at.x + (0 if anchor == "middle" else 16 if side > 0 else -16)
    room = 170.0 if anchor == "middle" else (width - x - 6 if side > 0 else x - 6)
    lines = [(line, "bold", INK) for line in folded(node.name, 13, room, bold=True)]
    lines += [(line, "normal", QUIET) for line in folded(node.note, 12, room)]
    lines += [(line, "bold", ALARM) for line in folded(node.warning, 12, room, bold=True)]
    top = at.y + 4 - (len(lines) - 1) * _LINE / 2
    if anchor == "middle":
        top = at.y + 26 if math.sin(at.angle) > 0 else at.y - 16 - (len(lines) - 1) * _LINE
    halo = {"stroke": "#ffffff", "stroke_width": "3", "paint_order": "stroke"}
    said = [
        text(words, x, top + row * _LINE, font_weight=weight, fill=colour, text_anchor=anchor, font_size="13" if colour == INK else "12", **halo)
        for row, (words, weight, colour) in enumerate(lines)
    ]
    return shape + "".join(said)


def _shape(node: Node, at: _Place) -> str:
    """A circle for a person, a square for a place, a diamond for a thing; a heavy edge where there is a warning."""
    edge = {"fill": "#ffffff", "stroke": ALARM if node.warning else INK, "stroke_width": "4" if node.warning else "2"}
    if node.kind == "place":
        return tag("rect", x=at.x - 10, y=at.y - 10, width=20, height=20, **edge)
    if node.kind == "thing":
        return tag("path", d=f"M{number(at.x)} {number(at.y - 12)}l12 12l-12 12l-12 -12z", **edge)
    return tag("circle", cx=at.x, cy=at.y, r=11, **edge)


def _centre(node: Node, at: _Place) -> str:
    """The child, filled, with the name in it where it fits, else beneath."""
    lines = folded(node.name, 13, 92, bold=True)
    radius = max(34.0, max(wide(line, 13, bold=True) for line in lines) / 2 + 10)
    words = [
        text(line, at.x, at.y + 5 + (row - (len(lines) - 1) / 2) * _LINE, fill="#ffffff", font_weight="bold", text_anchor="middle")
        for row, line in enumerate(lines)
    ]
    return tag("circle", cx=at.x, cy=at.y, r=radius, fill="#0b2a4a", stroke="#ffffff", stroke_width=2) + "".join(words)


def _listed(ring: Sequence[Node], width: float, top: float) -> tuple[str, float]:
    """The names beneath, by number."""
    parts: list[str] = []
    y = top + 12
    for index, node in enumerate(ring, 1):
        parts.append(text(f"{index}", 6, y, font_weight="bold"))
        for words, colour in ((node.name, INK), (node.note, QUIET), (node.warning, ALARM)):
            for line in folded(words, 13, width - 34):
                parts.append(text(line, 28, y, fill=colour, font_weight="normal" if colour == QUIET else "bold"))
                y += _LINE + 1
        y += 5
    return tag("g", *parts), y + 4


def _said(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
