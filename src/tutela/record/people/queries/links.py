"""Who is linked to whom: what the conflict check before every notice asks."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from tutela.foundations.kit import refs
from tutela.record.people.models import Professional, Relationship
from tutela.record.people.queries.identity import groups, keys


def related(named: Iterable[str]) -> dict[str, str]:
    """Everybody who stands in a relation to any of these persons, under every reference of theirs, with the relation."""
    own = {member for group in groups(keys(named)).values() for member in group}
    rows = Relationship.objects.filter(Q(person__in=own) | Q(other__in=own), ended_at=None).values_list("person_id", "other_id", "relation")
    others: dict[UUID, str] = {}
    for person, other, relation in rows:
        others.setdefault(other if person in own else person, relation)
    found = {}
    for key, group in groups(set(others) - own).items():
        found.update({refs.make("person", member): others[key] for member in group})
    return found


def linked_to(candidates: Iterable[str], named: Iterable[str]) -> dict[str, str]:
    """Those of the candidates who are one of these persons (``self``) or related to one, with the relation."""
    asked, subjects = list(candidates), list(named)
    same = {ref for group in groups(keys(subjects)).values() for ref in (refs.make("person", k) for k in group)}
    relations = related(subjects)
    found = {}
    for ref, group in ((ref, [refs.make("person", k) for k in groups([key])[key]]) for key, ref in keys(asked).items()):
        if same.intersection(group):
            found[ref] = "self"
        else:
            how = next((relations[member] for member in group if member in relations), None)
            if how is not None:
                found[ref] = how
    return found


def persons_of_email(email: str) -> tuple[str, ...]:
    """Persons whom the force holds as the professional behind an e-mail address."""
    if not email:
        return ()
    return tuple(sorted(set(Professional.objects.filter(email=email.strip().lower()).exclude(known_as="").values_list("known_as", flat=True))))
