"""Triage, kiosk and examination: begun, held up, finished, checked, reported, read."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Literal

from tutela.facts.forensics.terms import DEVICE, WAITS
from tutela.facts.form import Payload

Found = Literal["indecent_images", "contact_with_child", "images_made_by_suspect", "planning", "location", "nothing", "not_readable", "other"]


class TriageDone(Payload):
    """A device was looked at quickly, at the scene or in the unit. Nothing found in triage does not clear it."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"on_scene": True, "found": ["indecent_images"], "child_at_risk": "yes", "proposes": "full"}
    on_scene: bool | None = None
    found: tuple[Found, ...] = ()
    child_at_risk: Literal["yes", "no", "not_known"] | None = None
    proposes: Literal["full", "leave_out", "kiosk", "not_said"] = "not_said"


class DeviceLeftOut(Payload):
    """It was decided that a device is not examined in full, with the reason. Triage alone does not decide that."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"why": "His mother's; triage and account show only her use.", "approved_by": "o:64"}
    why: str = ""
    approved_by: str | None = None


class KioskUsed(Payload):
    """An operator read a phone at a kiosk: what was read, and that what was read is whole."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {
        "operator": "o:60", "skills": ["kiosk"], "read": True, "whole": True, "sexual_or_images": False, "child_at_risk": "no",
    }
    operator: str = ""
    skills: tuple[str, ...] = ()
    read: bool | None = None
    whole: bool | None = None
    sexual_or_images: bool | None = None
    """Is it a case of a sexual offence or of indecent images?"""
    child_at_risk: Literal["yes", "no", "not_known"] | None = None


class ExaminerAllocated(Payload):
    """An examiner has the submission or device."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"examiner": "o:80", "outside": False}
    examiner: str = ""
    outside: bool = False


class ExaminationStarted(Payload):
    """The examination began. Taking a submission in, or triage, is not its beginning."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"tool": "", "tool_version": ""}
    tool: str = ""
    tool_version: str = ""


class CopyTaken(Payload):
    """The data of a device was copied for examination, and that the copy is true."""

    ABOUT: ClassVar = DEVICE
    EXAMPLE: ClassVar[dict[str, object]] = {"whole": True, "gigabytes": 240, "digest": "kept with the exhibit"}
    whole: bool | None = None
    gigabytes: int | None = None
    digest: str = ""


class ExaminationHeldUp(Payload):
    """The examination stands still: no storage, no code, a fault; and what was decided."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"reason": "storage", "why": "Store full until Thursday."}
    reason: Literal["storage", "locked", "damaged", "legal_privilege", "licence", "staff", "other"] = "other"
    why: str = ""


class ExaminationFinished(Payload):
    """The examination was finished. Its report is a fact of its own."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"found": ["contact_with_child"], "items": 3}
    found: tuple[Found, ...] = ()
    items: int | None = None


class ChildRiskFound(Payload):
    """Work on a device showed that a child is or may be at risk; it is said at once and waits for no report. ``about`` names the child, if by a stub."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {
        "what": "contact_abuse", "seen_in": "triage", "child_known": False, "text": "Images made in his kitchen this month.",
    }
    what: Literal["contact_abuse", "grooming", "new_images", "threats", "meeting_planned", "self_harm", "other"] = "other"
    seen_in: Literal["triage", "kiosk", "examination", "grading"] | None = None
    child_known: bool | None = None
    text: str = ""


class WorkPeerReviewed(Payload):
    """Another examiner checked the work."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"stands": True, "text": ""}
    stands: bool
    text: str = ""


class ReportIssued(Payload):
    """The examiner's report was issued, with the declaration that the regulator's code asks for, or without."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"kind": "statement", "declaration": "compliant", "not_compliant_in": ""}
    kind: Literal["summary", "statement", "expert"] | None = None
    declaration: Literal["compliant", "not_compliant", "none"] | None = None
    not_compliant_in: str = ""


class DeclarationAdded(Payload):
    """The declaration was made after the report."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"declaration": "not_compliant", "not_compliant_in": "Kiosk method not validated."}
    declaration: Literal["compliant", "not_compliant"]
    not_compliant_in: str = ""


class ReportServed(Payload):
    """The report was served or given to the prosecutor."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"served_on": "prosecutor"}
    served_on: str = ""


class ReportRead(Payload):
    """The investigator read the report and said what follows."""

    ABOUT: ClassVar = WAITS
    EXAMPLE: ClassVar[dict[str, object]] = {"follows": "Interview again on the messages of 3 May; notice for her friend.", "next_at": "2026-05-06T09:00:00Z"}
    follows: str = ""
    next_at: datetime | None = None
