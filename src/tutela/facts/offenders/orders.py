"""Orders on an offender and their conditions: from the need to the end. Each condition is one line that can be tested."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

import msgspec

from tutela.facts.form import Payload
from tutela.facts.offenders.terms import ANYBODY, ORDER, OrderKind

ConditionKind = Literal[
    "declare_devices", "keep_history", "allow_examination", "monitoring", "internet_use",
    "no_contact_with_children", "no_living_with_children", "no_work_with_children",
    "named_person", "place", "address", "names", "travel", "polygraph", "treatment", "other",
]


class Condition(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One prohibition or requirement of an order."""

    code: str
    """What it is called in this order (``3b``)."""
    kind: ConditionKind = "other"
    text: str = ""
    requirement: bool = False
    """Something that must be done; else something that must not."""
    how_checked: str = ""


class OrderNeedSeen(Payload):
    """Somebody saw that an order is needed, and why."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "sexual_harm_prevention_order", "why": "Charged; contact was online."}
    kind: OrderKind
    why: str = ""


class OrderNotSought(Payload):
    """It was decided not to apply for an order: by whom and why."""

    ABOUT: ClassVar = ANYBODY
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "sexual_harm_prevention_order", "why": "Order of 2024 covers it until 2034.", "approved_by": "o:71"}
    kind: OrderKind
    why: str = ""
    approved_by: str | None = None


class OrderDrafted(Payload):
    """An application was drafted."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "sexual_harm_prevention_order", "conditions": [{"code": "1", "kind": "declare_devices"}]}
    kind: OrderKind
    conditions: tuple[Condition, ...] = ()


class OrderDraftChecked(Payload):
    """A lawyer read the draft."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "go", "text": "Condition 4 is too wide: named sites only."}
    decision: Literal["go", "change", "stop"]
    text: str = ""


class OrderApplicationAttached(Payload):
    """The application lies with the case file that goes to court. Not yet made."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "sexual_harm_prevention_order"}
    kind: OrderKind


class OrderAppliedFor(Payload):
    """The court was asked for an order, a variation, a renewal or a discharge."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "sexual_harm_prevention_order", "what": "new", "interim": True, "by": "police"}
    kind: OrderKind
    what: Literal["new", "vary", "renew", "discharge"] | None = None
    interim: bool = False
    by: Literal["police", "offender", "prosecution", "other"] | None = None


class CourtOrderMade(Payload):
    """The court made an order: its conditions and its end; until further order where no end is given."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {
        "kind": "sexual_harm_prevention_order", "until": "2031-03-01", "interim": False,
        "conditions": [{"code": "3", "kind": "declare_devices", "text": "Tell the police of any device within three days.", "requirement": True}],
    }
    kind: OrderKind
    until: date | None = None
    interim: bool = False
    conditions: tuple[Condition, ...] = ()


class CourtOrderRefused(Payload):
    """The court did not make the order, or not the change."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "sexual_harm_prevention_order", "why": "Not necessary, says the judge."}
    kind: OrderKind
    why: str = ""


class CourtOrderServed(Payload):
    """The order was served on the offender and explained."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"explained": True, "how": "In person, by PC Osei"}
    explained: bool | None = None
    how: str = ""


class CourtOrderVaried(Payload):
    """The court changed the order: all conditions as they now stand."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"until": "2033-03-01", "conditions": [{"code": "3", "kind": "declare_devices"}], "why": "Renewed for two years."}
    until: date | None = None
    conditions: tuple[Condition, ...] = ()
    why: str = ""


class OrderRenewalDecided(Payload):
    """Whether to renew an order that runs out, or let it lapse, was decided."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"decision": "renew", "why": "Device found in May.", "approved_by": "o:71"}
    decision: Literal["renew", "lapse"]
    why: str = ""
    approved_by: str | None = None


class CourtOrderEnded(Payload):
    """The order does not hold any more."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"how": "discharged"}
    how: Literal["expired", "discharged", "replaced", "quashed", "other"] | None = None


class OrderConditionChecked(Payload):
    """One condition was checked: kept, or not."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"condition": "3", "kept": True, "how": "Bills and cupboards looked at; one phone, as declared."}
    condition: str
    kept: bool | None = None
    how: str = ""


class PassportGivenUp(Payload):
    """The offender gave up a passport, as an order on travel demands."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {"received_by": "o:88"}
    received_by: str | None = None


class PassportGivenBack(Payload):
    """The passport was given back when the order ended."""

    ABOUT: ClassVar = ORDER
    EXAMPLE: ClassVar[dict[str, object]] = {}
