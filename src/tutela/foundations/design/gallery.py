"""Every component with its examples, for the page that shows them all, for the tests, and for whoever looks for one.

An example is ``example.yaml`` beside the component's macro: what it is for, the type that it takes, and values.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import msgspec
import msgspec.yaml
from jinja2 import Environment
from markupsafe import Markup

from tutela.foundations.design import parts
from tutela.foundations.design.forms.group import environment
from tutela.foundations.design.pictures import local, network, timeline

COMPONENTS: Final = Path(__file__).parent / "jinja2" / "design" / "components"


class Example(msgspec.Struct, frozen=True):
    """One component in one state."""

    name: str
    """The component's folder, with the example's own name: ``duty-clock/overdue``."""
    title: str
    html: Markup
    about: str = ""


class _Sheet(msgspec.Struct, frozen=True):
    """An ``example.yaml``."""

    title: str
    about: str
    examples: dict[str, Any]
    type: str | None = None
    inside: str = ""
    """Markup that a macro which is called with a body is given."""


def examples() -> list[Example]:
    """Every component's examples, in the order of their names."""
    env = environment()
    return [example for sheet in sorted(COMPONENTS.glob("**/example.yaml")) for example in _of(env, sheet)]


def macro_name(component: str) -> str:
    """``duty-clock`` is ``duty_clock``; what was ported keeps the name that it had: ``mojTimeline``."""
    folder, _, name = component.rpartition("/")
    return "moj" + "".join(part.title() for part in name.split("-")) if folder == "moj" else name.replace("-", "_")


def _of(env: Environment, path: Path) -> list[Example]:
    component = path.parent.relative_to(COMPONENTS).as_posix()
    sheet = msgspec.convert(msgspec.yaml.decode(path.read_text(encoding="utf-8")), _Sheet)
    return [
        Example(f"{component}/{name}", f"{sheet.title}: {name}", _render(env, component, given(sheet.type, value), sheet.inside), sheet.about)
        for name, value in sheet.examples.items()
    ]


def _render(env: Environment, component: str, value: Any, inside: str) -> Markup:
    name = macro_name(component)
    call = f"{{% call {name}(value) %}}{{{{ inside }}}}{{% endcall %}}" if inside else f"{{{{ {name}(value) }}}}"
    template = env.from_string(f'{{% from "design/components/{component}/macro.html" import {name} %}}{call}')
    return Markup(template.render(value=value, inside=Markup(inside)))


def given(type_name: str | None, value: Any) -> Any:
    """An example's value as the type that its component takes."""
    if type_name is None:
        return value
    if type_name == "Figure":
        return _network(value) if "network" in value else _timeline(value)
    type_: Any = tuple[parts.Badge, ...] if type_name == "Badges" else getattr(parts, type_name)
    return msgspec.convert(value, type_)


def _network(value: dict[str, Any]) -> parts.Figure:
    """A figure whose picture is drawn from people and links."""
    drawn = msgspec.convert(value["network"], network.Network)
    table = parts.Table(
        caption=value["caption"], hide_caption=True, columns=("Who", "How", "To whom"),
        rows=tuple(parts.Row(tuple(parts.Cell(text=text) for text in row)) for row in network.rows(drawn)),
    )
    return parts.Figure(
        svg=Markup(network.draw(drawn, name="example-network")), narrow=Markup(network.draw(drawn, name="example-network-narrow", width=340)),
        caption=value["caption"], table=table,
    )


def _timeline(value: dict[str, Any]) -> parts.Figure:
    """A figure whose picture is drawn from what happened and who was told."""
    drawn = msgspec.convert(value["timeline"], timeline.Timeline)
    names = {lane.key: lane.title for lane in drawn.lanes}
    rows = [(event.at, event.words, "") for event in drawn.events] + [(mark.at, "Told", names[mark.lane]) for mark in drawn.marks]
    table = parts.Table(
        caption=value["caption"], hide_caption=True, columns=("When", "What", "Who"),
        rows=tuple(parts.Row(tuple(parts.Cell(text=text) for text in (local.moment(at, year=True), what, who))) for at, what, who in sorted(rows)),
    )
    return parts.Figure(
        svg=Markup(timeline.draw(drawn, name="example-timeline")), narrow=Markup(timeline.draw(drawn, name="example-timeline-narrow", width=340)),
        caption=value["caption"], table=table,
    )
