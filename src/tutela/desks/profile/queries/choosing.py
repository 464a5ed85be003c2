"""What the forms of a person's page offer, and whom a printed reference names."""

from __future__ import annotations

from tutela.foundations.design.forms import Choice
from tutela.foundations.design.words import words
from tutela.record.people import queries as people
from tutela.record.people.queries.looking import look_up
from tutela.record.people.queries.markers import MARKERS


def marker_choices() -> list[Choice]:
    """Every marker by its title, each with what it means."""
    found = [Choice(name, words(f"people.marker.{name}.title"), hint_text=words(f"people.marker.{name}.means")) for name in MARKERS]
    return sorted(found, key=lambda choice: choice.text)


def person_of(printed: str) -> str | None:
    """The person whom a printed reference (PER-2026-000001) names."""
    found = look_up(printed.strip().upper()) if printed.strip().upper().startswith("PER-") else []
    return people.kept(found[0]) if found else None
