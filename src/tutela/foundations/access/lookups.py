"""How a list is asked without what somebody may not know of: thousands of closed records, compared with every row before it is counted.

PostgreSQL's own operator of overlap compares each closed record with each that a row is about; a set is looked up once for each of the few. And what is
sent is one value, not one for each record: the driver reads a statement sign by sign.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import EmptyResultSet
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Field, ForeignKey, Lookup, TextField, UUIDField
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In
from django.db.models.sql.compiler import SQLCompiler

FEW: Final = 8
"""Of fewer values nothing is gained."""

if TYPE_CHECKING:   # as they are typed; as they run, Django's lookups take no type
    _Lookup = Lookup[Any]
    _In = In[Any]
else:
    _Lookup, _In = Lookup, In


class Touches(_Lookup):
    """``about__touches=closed``: is the row about any of these records? Of none: no row is."""

    lookup_name = "touches"
    prepare_rhs = False

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:
        """Each that the row is about, looked up among them."""
        closed = {str(ref) for ref in self.rhs}
        if not closed:
            raise EmptyResultSet
        about, given = self.process_lhs(compiler, connection)
        return touches(about, "%s"), [*given, array(closed)]


class Among(_In):
    """Django's ``in``, with many values sent as one."""

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """One array of them; few values, or such as the database reckons itself, go as they always went."""
        if not self.rhs_is_direct_value() or len(self.rhs) <= FEW or not all(isinstance(value, str | UUID | None) for value in self.rhs):
            plain: tuple[str, Any] = super().as_sql(compiler, connection)
            return plain
        values = {str(value) for value in self.rhs if value is not None}
        left, given = self.process_lhs(compiler, connection)
        field: Field[Any, Any] = self.lhs.output_field
        of = "uuid" if isinstance(getattr(field, "target_field", field), UUIDField) else "text"
        return f"{left} = ANY(%s::{of}[])", [*given, array(values)]


class RelatedAmong(RelatedIn, Among):
    """The same of a row that another points to."""


def touches(about: str, closed: str) -> str:
    """SQL: is a row that is about these about any of the closed? ``closed`` names a parameter that :func:`array` wrote."""
    return f"EXISTS (SELECT FROM unnest({about}) named WHERE named = ANY({closed}::text[]))"


def array(values: Iterable[str]) -> str:
    """Texts as PostgreSQL writes an array of them."""
    return "{" + ",".join('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in sorted(values)) + "}"


def register() -> None:
    """Tell Django's fields of them."""
    ArrayField.register_lookup(Touches)
    for field in (CharField, TextField, UUIDField):
        field.register_lookup(Among)
    ForeignKey.register_lookup(RelatedAmong)
