"""A child of fifteen who is missing, with everything that hangs off her; a man at the same address; officers of all kinds who look."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from typing import Any, Final

from tutela.foundations.access.viewer import SYSTEM
from tutela.foundations.work.unit import Work

_numbers = count(1)
DETAIL: Final = "Convicted 2014 of offences against a girl of twelve."


class World:
    """The child and the man, made through the acts of those who work there."""

    def __init__(self, viewer: Callable[[str], Any], now: datetime) -> None:
        from tutela.desks.profile import operations as profile
        from tutela.practice.contact import operations as contact
        from tutela.practice.missing import operations as missing

        self.viewer, self.now, self.missing, self.contact, self.profile = viewer, now, missing, contact, profile
        told = self.do(
            contact.take_report, "ashworth", -3.0, concern="missing_child", who="Amira, 15", where="12 Harbour Row", why_worried="Never out this late.",
            child_name="Amira Brook", child_born=date(2011, 1, 15), missing_from="childrens_home", caller_name="Dee Lowe", caller_role="care_home",
            safe_contact="Ring the office, never the shared phone.", grade="prompt", rationale="Fifteen, and it is late.",
        )
        self.child, self.incident, self.episode = told["child"], told["incident"], told["episode"]
        self.record()
        self.do(profile.record_marker, "rees", -2.9, person=self.child, marker="child_sexual_exploitation", level="high", evidence="intel:441")
        self.do(missing.grade_risk, "tremlett", -2.5, episode=self.episode, level="high", rationale="Exploited before; a man in a grey car.")
        self.do(contact.dispatch, "brand", -2.4, incident=self.incident, resource="NS21")

    def record(self) -> None:
        """What the force knew before: care, people, places; a man whom offender managers watch lives there too."""
        from tutela.record.chronology.operations import append, note_all
        from tutela.record.holdings import operations as holdings
        from tutela.record.people import operations as people
        from tutela.record.things import operations as things

        work = Work("test.known", SYSTEM, self.now - timedelta(days=2), key=f"k{next(_numbers)}")
        self.place = things.find_or_add_place(work, ["12 Harbour Row", "Northport"], "NS1 2AB").ref
        man, _ = people.add_person(work, name="Keith Varley", known_why="Managed", said_adult=True)
        mother, _ = people.add_person(work, name="Nadia Brook", known_why="Mother")
        self.man, self.mother = man.ref, mother.ref
        notes = [
            *people.record_address(work, self.child, self.place, use="placement")[1], *people.record_address(work, self.man, self.place)[1],
            *people.record_care(work, self.child, "looked_after", placement="childrens_home", responsible_authority="Northshire Council")[1],
            *people.record_professional(work, self.child, "social_worker", "Northshire Council", name="Amara Obi", telephone="01632 960 201")[1],
            *people.record_relationship(work, self.child, self.mother, "mother")[1],
        ]
        marker, more = people.record_marker(
            work, self.man, "registered_sex_offender", level="high", evidence="visor:17", detail=DETAIL, audience=("offender_manager@offenders",),
        )
        self.marker = marker.ref
        note_all(work, [*notes, *more])
        holdings.keep_source(work, "custody", "Custody system", tells="all")
        append(work)

    def do(self, act: Any, by_: str, hours: float = 0.0, /, **given: Any) -> Any:
        """An act of somebody, so many hours from now."""
        return act(by=self.viewer(by_), key=f"k{next(_numbers)}", at=self.now + timedelta(hours=hours), reason=None, **given).result

    def page(self, ref: str, tab: str = "") -> str:
        """The address of a person's page."""
        return f"/people/{ref.partition(':')[2]}/{tab}"
