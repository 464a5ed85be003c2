"""Who must not be a recipient: somebody locked out of the record, the suspect, somebody linked to the suspect or related to the child.

Asked before every send, for it may have become known since the notice was written. Others are still told.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Final

import msgspec

from tutela.facts import About
from tutela.foundations.access import policy
from tutela.foundations.design.words import words
from tutela.foundations.forces.models import Officer
from tutela.foundations.kit import refs
from tutela.record.chronology.models import EntryAbout
from tutela.record.people import queries as people
from tutela.record.sharing.queries import Contact

SUSPECTS: Final = frozenset({"suspect", "offender", "perpetrator", "arrested", "accused", "alleged_perpetrator"})
"""As what a fact names somebody whom this was done by, or is said to be."""


class Conflict(msgspec.Struct, frozen=True):
    """Why somebody is not a recipient: a message id, and what it says."""

    because: str
    having: dict[str, str] = {}

    def __str__(self) -> str:
        return words(self.because, **self.having)


def conflict(contact: Contact, about: Iterable[About], at: datetime) -> Conflict | None:
    """Why this contact must not receive a notice about these records, if anything says so."""
    named = tuple(about)
    subjects = tuple(dict.fromkeys(a.ref for a in named))
    readers = _readers(contact)
    if not readers:
        return None
    if policy.locked_out(readers, _with_aliases(subjects), at=at):
        return Conflict("sharing.withheld.locked-out")
    suspects = _suspects(named)
    linked = people.linked_to(readers, suspects)
    if "self" in linked.values():
        return Conflict("sharing.withheld.suspect")
    if linked:
        return Conflict("sharing.withheld.linked", {"relation": next(iter(linked.values()))})
    related = people.linked_to(readers, (ref for ref in subjects if ref not in suspects))
    if related:
        return Conflict("sharing.withheld.related", {"relation": next(iter(related.values()))})
    return None


def barred(contact: Contact, named: Iterable[str], at: datetime) -> frozenset[str]:
    """Of these records those about which this contact must not be written to or read. Where nothing speaks against any, which is usual, it is asked once."""
    about = [About("child" if ref.startswith(f"{refs.PREFIXES['person']}:") else "episode", ref) for ref in dict.fromkeys(named)]
    if conflict(contact, about, at) is None:
        return frozenset()
    return frozenset(each.ref for each in about if conflict(contact, [each], at) is not None)


def _readers(contact: Contact) -> tuple[str, ...]:
    """Everybody whom we know to read it there: as officer, and as the person that an officer or professional is."""
    known = set(contact.known_as) | set(people.persons_of_email(contact.email))
    known |= {contact.ref} if contact.ref.startswith(f"{refs.PREFIXES['partner']}:") else set()
    officers = [refs.key_of(ref, "officer") for ref in known if ref.startswith(f"{refs.PREFIXES['officer']}:")]
    known.update(ref for ref in Officer.objects.filter(pk__in=officers).values_list("person_ref", flat=True) if ref)
    persons = [ref for ref in known if ref.startswith(f"{refs.PREFIXES['person']}:")]
    known.update(refs.make("officer", key) for key in Officer.objects.filter(person_ref__in=persons).values_list("pk", flat=True))
    return tuple(sorted(known))


def _suspects(about: tuple[About, ...]) -> tuple[str, ...]:
    """Whom this notice, or any fact about the same records, names as one who did it."""
    found = {a.ref for a in about if a.as_ in SUSPECTS or a.kind == "offender"}
    entries = EntryAbout.objects.filter(ref__in=_with_aliases(a.ref for a in about)).values("entry")
    found.update(EntryAbout.objects.filter(entry__in=entries, part__in=SUSPECTS).values_list("ref", flat=True))
    return tuple(sorted(found))


def _with_aliases(named: Iterable[str]) -> tuple[str, ...]:
    given = list(named)
    return tuple(dict.fromkeys([*given, *(alias for group in people.aliases(given).values() for alias in group)]))
