"""Who may do what: roles against permissions, in words and as one sheet."""

from __future__ import annotations

import msgspec

from tutela.facts.roles import ROLES as CALLED
from tutela.foundations.access.permissions import Permission
from tutela.foundations.access.roles import PARTNERS, ROLES
from tutela.foundations.design.parts import Cell, Row, Table
from tutela.foundations.design.words import words

_ALL = {**ROLES, **PARTNERS}


class SheetRow(msgspec.Struct, frozen=True):
    """One permission, and which of the roles hold it, in the order of the columns."""

    permission: str
    about: str
    held: tuple[bool, ...]


class RolesPage(msgspec.Struct, frozen=True, kw_only=True):
    """The sheet."""

    roles: Table
    columns: tuple[str, ...]
    rows: tuple[SheetRow, ...]


def roles_page() -> RolesPage:
    """Every role with what it may do, and every permission with who holds it."""
    return RolesPage(
        roles=Table(
            caption=words("administration.roles.by-role"), columns=tuple(words(f"administration.roles.{head}") for head in ("role", "held-by", "may")),
            rows=tuple(
                Row((
                    Cell(text=role_words(name)), Cell(text=role.held_by),
                    Cell(text=" · ".join(permission_words(p) for p in Permission if p in role.may)),
                ))
                for name, role in _ALL.items()
            ),
        ),
        columns=tuple(role_words(name) for name in _ALL),
        rows=tuple(SheetRow(permission_words(p), str(p), tuple(p in role.may for role in _ALL.values())) for p in Permission),
    )


def role_words(role: str) -> str:
    """A role as people say it."""
    return CALLED.get(role) or words(f"administration.role.{role}")


def permission_words(permission: Permission) -> str:
    """A permission as people say it."""
    return words(f"administration.permission.{permission}")
