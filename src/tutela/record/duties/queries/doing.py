"""Where what is owed is done: the page with the form, for who may open it; what the duty rests on is a page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from tutela.foundations.access import policy
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.links import act_link, act_there
from tutela.record.duties.queries.cards import DutyCard

_RESPONSE: Final = "@response"


def where(viewer: Viewer, card: DutyCard) -> str | None:
    """The address of the form that does what is owed; ``None`` where there is none, or not for this viewer."""
    return None if card.settled else act(viewer, card.code, (card.subject, *card.about))


def for_whoever_goes(viewer: Viewer, card: DutyCard) -> str | None:
    """Where a viewer who goes (a response officer, their sergeant) records what is owed and done where the child is or was; none for anybody else."""
    if card.settled or not any(role.endswith(_RESPONSE) for role in viewer.roles):
        return None
    found = act_there(card.code, (card.subject, *card.about))
    return found.href if found and policy.may_visit(viewer, Permission(found.permission)) else None


def act(viewer: Viewer, name: str, about: Iterable[str]) -> str | None:
    """The address of an act's form, by its name or by the code of what it does; ``None`` where there is none, or not for this viewer."""
    found = act_link(name, about)
    return found.href if found and policy.may_visit(viewer, Permission(found.permission)) else None
