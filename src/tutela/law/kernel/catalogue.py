"""A catalogue: rules with the numbers that they use, indexed by what they listen to."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from tutela.law.kernel.parameters import Parameter
from tutela.law.kernel.rules import Act, Duty, Pattern, Rule, Standard
from tutela.law.kernel.subjects import Step

if TYPE_CHECKING:
    from tutela.law.kernel.gate import Classing


class Catalogue:
    """Rules and parameters; the same for all who judge by them, and never changed once made."""

    def __init__(self, rules: Sequence[Rule], parameters: dict[str, Parameter], acts: Mapping[str, Act | Classing] | None = None) -> None:
        self.rules = tuple(rules)
        self.parameters = parameters
        self.acts = dict(acts or {})
        self.by_code = {rule.code: rule for rule in self.rules}
        if len(self.by_code) != len(self.rules):
            raise ValueError("two rules share a code")
        self.duties = tuple(r for r in self.rules if isinstance(r, Duty))
        self.standards = tuple(r for r in self.rules if isinstance(r, Standard))
        self.patterns = tuple(r for r in self.rules if isinstance(r, Pattern))
        self.openers = self._index(lambda rule: rule.open_types)
        self.listeners = self._index(lambda rule: rule.own_types)
        self.steps_by_type: dict[str, tuple[Step, ...]] = self._steps()
        self.through: dict[str, tuple[tuple[Step, Rule], ...]] = self._through()
        self.openers_through: dict[str, tuple[tuple[Step, str, Rule], ...]] = self._openers_through()
        self.rules_through = self._rules_through()

    def _index(self, types_of: Callable[[Rule], frozenset[str]]) -> dict[tuple[str, str], tuple[Rule, ...]]:
        index: dict[tuple[str, str], list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for name in types_of(rule):
                index[rule.family, name].append(rule)
        return {key: tuple(rules) for key, rules in index.items()}

    def _steps(self) -> dict[str, tuple[Step, ...]]:
        steps = {step.name: step for rule in self.rules for step, _ in rule.through}
        index: dict[str, list[Step]] = defaultdict(list)
        for step in steps.values():
            for name in step.via:
                index[name].append(step)
        return {name: tuple(found) for name, found in index.items()}

    def _rules_through(self) -> dict[str, tuple[Rule, ...]]:
        index: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules:
            for name in dict.fromkeys(step.name for step, _ in rule.through):
                index[name].append(rule)
        return {name: tuple(found) for name, found in index.items()}

    def _through(self) -> dict[str, tuple[tuple[Step, Rule], ...]]:
        index: dict[str, list[tuple[Step, Rule]]] = defaultdict(list)
        for rule in self.rules:
            for step, types in rule.through:
                for name in types:
                    index[name].append((step, rule))
        return {name: tuple(found) for name, found in index.items()}

    def _openers_through(self) -> dict[str, tuple[tuple[Step, str, Rule], ...]]:
        index: dict[str, list[tuple[Step, str, Rule]]] = defaultdict(list)
        for rule in self.rules:
            for step, types in rule.through:
                index[rule.family] += [(step, name, rule) for name in types & rule.open_types]
        return {family: tuple(found) for family, found in index.items()}

    @cached_property
    def digest(self) -> str:
        """A short name for exactly these rules and numbers, kept with every transition.

        A condition counts by its name and by what it was made with, not by its lines.
        """
        said = msgspec.json.encode([[_plain(rule) for rule in self.rules], self.parameters], order="sorted", enc_hook=str)
        return hashlib.sha256(said).hexdigest()[:12]


def _plain(value: Any) -> Any:
    """A part of a rule as plain data."""
    if is_dataclass(value) and not isinstance(value, type):
        return [type(value).__name__, *(_plain(getattr(value, f.name)) for f in fields(value))]
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, frozenset | set):
        return sorted((_plain(item) for item in value), key=repr)
    if isinstance(value, Mapping):
        return [[_plain(key), _plain(item)] for key, item in value.items()]
    if callable(value):
        made_with = [_plain(cell.cell_contents) for cell in getattr(value, "__closure__", None) or ()]
        return [value.__module__, value.__qualname__, *made_with]
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)
