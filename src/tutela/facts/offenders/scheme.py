"""The child sex offender disclosure scheme: a person asks whether somebody with access to a child is a risk to that child.

``about`` names the ``request``, the ``child`` and, where known, the person asked about (``as: asked_about``) and the ``applicant``.
"""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from tutela.facts.form import Payload

REQUEST: Final = ("request", "child|person")


class DisclosureApplicationReceived(Payload):
    """An application under the scheme was received."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"channel": "online", "applicant": "grandparent", "worry": "Her new boyfriend.", "immediate_danger": False}
    channel: Literal["online", "101", "999", "in_person", "partner", "other"] | None = None
    applicant: Literal["parent", "carer", "grandparent", "relative", "neighbour", "friend", "professional", "other"] | None = None
    worry: str = ""
    immediate_danger: bool | None = None


class DisclosureApplicationChecked(Payload):
    """The first checks were made, and whether there is immediate risk was decided."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"checked": ["pnc", "pnd", "local", "register"], "not_checked": [], "immediate_risk": False}
    checked: tuple[str, ...] = ()
    not_checked: tuple[str, ...] = ()
    immediate_risk: bool | None = None


class DisclosureApplicantInterviewed(Payload):
    """The applicant was interviewed, with who they are and how they stand to the child."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"mode": "in_person", "identity_proved": True, "relationship_proved": True}
    mode: Literal["in_person", "telephone", "video"] | None = None
    identity_proved: bool | None = None
    relationship_proved: bool | None = None


class DisclosureApplicationAssessed(Payload):
    """The full assessment: whether the person asked about is a risk to the child. Not yet the decision to tell."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"concerns": True, "text": "Convicted 2014; lives with a child of six."}
    concerns: bool | None = None
    text: str = ""


class DisclosureApplicationDecided(Payload):
    """Whether, what and to whom to disclose was decided for an application. To whom may be another than who asked."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"disclose": True, "to": "mother", "why": "She alone can protect him.", "decided_by": "panel", "approved_by": "o:71"}
    disclose: bool
    to: str = ""
    content: str = ""
    why: str = ""
    decided_by: Literal["panel", "detective_inspector", "superintendent", "other"] | None = None
    approved_by: str | None = None


class DisclosureUndertakingSigned(Payload):
    """Who was told signed to keep it to themselves."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {}


class DisclosureUndertakingRefused(Payload):
    """Who was to be told would not sign; what follows is decided."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"words": "I will tell her sister."}
    words: str = ""


class DisclosureApplicantTold(Payload):
    """The applicant was told what became of the application."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"what": "no_information", "advice_given": True}
    what: Literal["disclosed", "no_information", "told_another", "withdrawn", "other"] | None = None
    advice_given: bool | None = None


class DisclosureApplicationWithdrawn(Payload):
    """The applicant withdrew, or cannot be reached. What was learnt of the child stays to be answered."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "Does not want to meet us.", "child_considered": True}
    why: str = ""
    child_considered: bool | None = None


class DisclosureApplicationClosed(Payload):
    """The application was closed."""

    ABOUT: ClassVar = REQUEST
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "Mother told on 12 March; plan agreed.", "approved_by": "o:71"}
    reason: str = ""
    approved_by: str | None = None
