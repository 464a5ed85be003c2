"""The generated page of the vocabulary: every fact type, its data, and one example that reads back."""

from __future__ import annotations

import json
from typing import Any, Literal, get_args, get_origin

import msgspec

from tutela.facts.form import Kind, Payload, Precision, Sensitivity
from tutela.facts.registry import MODULES, TYPES
from tutela.facts.roles import AREAS, OUTSIDE, ROLES, UNITS

INTRO = """# Facts: what can happen (form version 1)

Generated from `src/tutela/facts`; do not edit. A fact is one JSON object on one line. Every fact that happened is accepted;
only what cannot be read is rejected, with line, field and what would be right.

```json
{"v": 1, "id": "f1", "case": "NN-1", "fact": "missing.Reported",
 "occurred": {"at": "2019-02-03T19:00:00+00:00"},
 "known": {"force": "2019-02-03T19:00:00+00:00", "owner": null}, "recorded_at": null,
 "by": {"role": "foster_carer", "ref": null, "unit": null, "rank": null, "skills": []},
 "about": [{"kind": "child", "ref": "c1", "as": "missing"}, {"kind": "episode", "ref": "e1"}, {"kind": "incident", "ref": "i1"}],
 "source": {"system": "stormlike", "ref": "1234"}, "supersedes": null, "sensitivity": "none", "data": {}, "assumed": false}
```

* **Must be there**: `v` (1), `fact`, `occurred`, `by` (with `role`), `about` (except for `people.Withdrawn`).
* **May be absent**: `id` (then `source`, else the content, identifies the fact), `case`, `known`, `recorded_at`, `source`,
  `supersedes`, `sensitivity`, `data` (where every key of the type may be absent), `assumed`; in `by` all but `role`; in `about` `as`.
* **Three times.** `occurred` is `{"at": ...}` or `{"from": ..., "to": ..., "precision": "day"}`; a span starts duties at its earliest end and
  proves lateness only at its latest. `known.force`: when the force first held it; `known.owner`: when the person who owes was told. `recorded_at`: when it was
  entered. What is absent is as early as what is given: known as occurred, recorded as known. Every time has its offset.
* **About.** A fact about a missing child names the `episode`, the `child` (`"as": "missing"`) and, where the force opened one, the `incident`.
  Facts of the control room name the `incident`, or the `episode` where there is no incident.
* A correction names in `supersedes` the id of the fact that it corrects. Nothing vanishes.
* A line `{"case": "NN-1", "clock": "2019-02-07T00:00:00+00:00"}` says how far that case's clock runs.
* `by.role` is a role below; alerts and hand-overs are addressed to `role@area`. Where a force's overlay says its own
  words for roles and units, a fact from outside may use them in `by.role`, `by.unit` and the `ref` of a `unit`.
"""


def render() -> str:
    """The whole page, as Markdown."""
    parts = [INTRO, _words("Kinds in `about`", get_args(Kind)), _words("Precisions", get_args(Precision)), _words("Sensitivities", get_args(Sensitivity))]
    roles = (f"* `{role}`: {title}{' (outside the force)' if role in OUTSIDE else ''}" for role, title in ROLES.items())
    parts.append("## Roles and areas\n\n" + "\n".join(roles))
    parts.append("Areas, after the `@`: " + ", ".join(f"`{area}` ({title})" for area, title in AREAS.items()) + ".")
    parts.append("Units of one name whatever a force calls them: " + ", ".join(f"`{unit}` ({title})" for unit, (title, _) in UNITS.items()) + ".")
    for module in MODULES:
        area = module.__name__.rpartition(".")[2]
        parts.append(f"## {area}\n\n{(module.__doc__ or '').strip()}")
        parts += [_one(name, cls) for name, cls in TYPES.items() if name.startswith(f"{area}.")]
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _words(title: str, words: tuple[str, ...]) -> str:
    return f"**{title}**: " + ", ".join(f"`{word}`" for word in words)


def _one(name: str, cls: type[Payload]) -> str:
    about = " and ".join(kinds.replace("|", " or ") for kinds in cls.ABOUT) or "what the act is about"
    lines = [f"### `{name}`", "", " ".join((cls.__doc__ or "").split()), "", f"About: {about}."]
    fields = msgspec.structs.fields(cls)
    if fields:
        lines += ["", "| key | what | absent |", "|---|---|---|"]
        lines += [f"| `{f.encode_name}` | {_shape(f.type)} | {'no' if f.required else 'yes'} |" for f in fields]
    lines += ["", f"`{json.dumps(cls.EXAMPLE, ensure_ascii=False)}`"]
    return "\n".join(lines)


def _shape(kind: Any) -> str:
    arguments = get_args(kind)
    if get_origin(kind) is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if get_origin(kind) is tuple:
        return f"list of: {_shape(arguments[0])}"
    if arguments:
        return " or ".join(_shape(a) for a in arguments if a is not type(None)) + (" or null" if type(None) in arguments else "")
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        return "{" + ", ".join(f"`{f.encode_name}`{'' if f.required else '?'}: {_shape(f.type)}" for f in msgspec.structs.fields(kind)) + "}"
    names = {"str": "text", "int": "number", "float": "number", "bool": "true or false", "datetime": "time with offset", "date": "date"}
    return names.get(kind.__name__, str(kind.__name__))
