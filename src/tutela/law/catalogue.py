"""The one list: every rule of every area, and the numbers that they use."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

from tutela.facts.registry import NAMES
from tutela.law.areas import AREAS
from tutela.law.calendars.calendar import Calendar
from tutela.law.contact import advising as contact_advising
from tutela.law.contact import challenging as contact_challenging
from tutela.law.contact import checks as contact_checks
from tutela.law.contact import deciding as contact_deciding
from tutela.law.contact import duties as contact_duties
from tutela.law.contact import online as contact_online
from tutela.law.contact import standards as contact_standards
from tutela.law.custody import rules as custody_rules
from tutela.law.exploitation import rules as exploitation_rules
from tutela.law.forensics import rules as forensics_rules
from tutela.law.governance import rules as governance_rules
from tutela.law.information import rules as information_rules
from tutela.law.investigation import rules as investigation_rules
from tutela.law.kernel.catalogue import Catalogue
from tutela.law.kernel.clocks import Lawbook
from tutela.law.kernel.parameters import Book, Parameter, load, now_book, overlay
from tutela.law.kernel.rules import Rule
from tutela.law.missing import duties as missing_duties
from tutela.law.missing import finders as missing_finders
from tutela.law.missing import returns as missing_returns
from tutela.law.missing import standards as missing_standards
from tutela.law.missing import summaries as missing_summaries
from tutela.law.offenders import rules as offenders_rules
from tutela.law.overlays import read_overlay
from tutela.law.protection import rules as protection_rules
from tutela.law.referrals import rules as referrals_rules

RULES: Final[tuple[Rule, ...]] = (
    *contact_duties.DUTIES, *contact_standards.STANDARDS, *contact_online.DUTIES, *contact_online.STANDARDS,
    *contact_advising.DUTIES, *contact_challenging.DUTIES, *contact_deciding.DUTIES, *contact_checks.DUTIES,
    *contact_checks.STANDARDS, *contact_checks.PATTERNS,
    *missing_duties.DUTIES, *missing_returns.DUTIES, *missing_summaries.DUTIES, *missing_standards.STANDARDS, *missing_finders.PATTERNS,
    *referrals_rules.RULES,
    *exploitation_rules.RULES,
    *protection_rules.RULES,
    *information_rules.RULES,
    *governance_rules.RULES,
    *custody_rules.RULES,
    *investigation_rules.RULES, *forensics_rules.RULES, *offenders_rules.RULES,
)
_ACTS: Final = (
    contact_standards.ACTS,
    missing_standards.ACTS,
    referrals_rules.ACTS,
    exploitation_rules.ACTS,
    investigation_rules.ACTS,
    forensics_rules.ACTS,
    protection_rules.ACTS,
    custody_rules.ACTS,
    offenders_rules.ACTS,
    information_rules.ACTS,
    governance_rules.ACTS,
)
ACTS: Final = {NAMES[cls]: act for acts in _ACTS for cls, act in acts.items()}

@cache
def parameters() -> dict[str, Parameter]:
    """The numbers of every area."""
    root = Path(str(resources.files(__package__)))
    found = load(root / "parameters.yaml", "law")
    for area in AREAS:
        if (root / area / "parameters.yaml").exists():
            found |= load(root / area / "parameters.yaml", area)
    return found


def catalogue(overlays: tuple[str, ...] = ()) -> Catalogue:
    """The rules, with overlays laid over the numbers in order.

    :raises OverlayRefused: if an overlay loosens what it may not
    :raises OverlayUnreadable: if one cannot be read
    """
    laid = parameters()
    for name in overlays:
        laid = overlay(laid, read_overlay(name).parameters)
    return Catalogue(RULES, laid, ACTS)


def lawbook(catalogue_: Catalogue, *, now: datetime | None = None, calendar: Calendar | None = None) -> Lawbook:
    """The catalogue's numbers for one judging: as they were at each event, or, where ``now`` is given, all as on that day."""
    book = now_book(catalogue_.parameters, now) if now else Book(catalogue_.parameters)
    return Lawbook(book, calendar or Calendar.england_and_wales())
