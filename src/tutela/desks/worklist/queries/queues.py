"""Every work queue of the product. A list that is not here is not shown anywhere; a duty of the law that is in none stops the start."""

from __future__ import annotations

from typing import Final

from tutela.desks.worklist.queries.registry import Local, Order, Queue
from tutela.desks.worklist.queries.searching import Searching
from tutela.desks.worklist.queries.sources import Alerts, Duties, Glass, HandOvers, Requests
from tutela.foundations.access.permissions import Permission
from tutela.law.missing.questions import QUESTIONS


def _of(code: str, *duties: str, target: str | Local, owner: str, order: Order = "risk", permission: Permission = Permission.DUTY_SEE) -> Queue:
    """A queue of duties of the law."""
    return Queue(code=code, target=target, owner=owner, order=order, rows=Duties(*duties), permission=permission, duties=duties)


QUEUES: Final[tuple[Queue, ...]] = (
    # the control room
    _of("no-resource", "contact.no-resource", target="contact.no_resource.decide", owner="superintendent@contact", permission=Permission.BOARD_SEE),
    _of("outstanding", "contact.outstanding", target="contact.outstanding.supervisor", owner="supervisor@contact", permission=Permission.BOARD_SEE),
    _of(
        "fim-review", "contact.fim-review", "contact.concern-review", target="contact.fim_review", owner="fim@contact", order="age",
        permission=Permission.BOARD_SEE,
    ),
    _of(
        "concern-review", "contact.concern-review", target="contact.concern_review", owner="supervisor@contact", order="age",
        permission=Permission.BOARD_SEE,
    ),
    _of("attendance", "contact.attend", target="contact.attend.immediate", owner="dispatcher@contact", permission=Permission.BOARD_SEE),
    _of(
        "assess", "contact.reassess", "contact.reassess-delay", "contact.thrive-complete", "contact.hits-answered", "contact.suicide-asked",
        "contact.evidence-advice", target="contact.reassess",
        owner="supervisor@contact", permission=Permission.BOARD_SEE,
    ),
    _of(
        "lower-grade", "contact.lowering-decision", "contact.check-verified", target="contact.lowering.decide", owner="supervisor@contact", order="age",
        permission=Permission.BOARD_SEE,
    ),
    _of(
        "escalations", "contact.escalation-answered", target="contact.escalation.answer", owner="detective_inspector@investigation", order="age",
        permission=Permission.INCIDENT_SEE,
    ),
    _of(
        "specialist-advice", "contact.specialist-answered", "contact.specialist-weighed", target="contact.specialist.answer", owner="supervisor@contact",
        order="age", permission=Permission.INCIDENT_SEE,
    ),
    _of(
        "challenges", "contact.challenge-met", target="contact.challenge", owner="supervisor@contact", order="age", permission=Permission.INCIDENT_SEE,
    ),
    _of(
        "results", "contact.result-expected", "contact.result-recorded", target="contact.result.recorded", owner="supervisor@contact", order="age",
        permission=Permission.INCIDENT_SEE,
    ),
    _of("crime", "contact.crime-recorded", target="contact.crime.record", owner="crime_registrar@force"),
    # missing children
    Queue(
        code="missing", target="missing.room_search.latest", owner="coordinator@missing", order="age", rows=Searching(), permission=Permission.MISSING_SEE,
    ),
    _of(
        "missing-start", "missing.episode-recorded", "missing.initial-risk", "missing.questionnaire", *(q.duty for q in QUESTIONS if q.duty),
        target="missing.initial_risk", owner="fim@contact", permission=Permission.MISSING_SEE,
    ),
    _of(
        "lower-risk", "missing.lowering-decision", target="missing.lowering.decide", owner="detective_inspector@missing", order="age",
        permission=Permission.MISSING_SEE,
    ),
    _of(
        "second-line", "missing.low-review", "missing.second-line-review", target="missing.second_line", owner="detective_inspector@missing",
        permission=Permission.MISSING_SEE,
    ),
    _of(
        "acceptance", "missing.acceptance", "missing.owner-again", target="missing.accept", owner="fim@contact", order="age",
        permission=Permission.MISSING_SEE,
    ),
    _of(
        "search", "missing.plan", "missing.first-action", "missing.allocation-begun", "missing.room-search", target="missing.plan", owner="cii@missing",
        permission=Permission.MISSING_SEE,
    ),
    _of(
        "search-review", "missing.review", "missing.inspector-review", "missing.drift", "missing.long-term-review", target="missing.review.high",
        owner="inspector@missing", permission=Permission.MISSING_SEE,
    ),
    _of(
        "telling", "missing.la-told", "missing.return-told", "missing.summary-sent", "missing.summary-arrives", "missing.ukmpu",
        target="missing.la_told.high", owner="coordinator@missing", permission=Permission.MISSING_SEE,
    ),
    _of(
        "back", "missing.seen", "missing.return-visit", "missing.form-gaps", "missing.transcription", "missing.return-notice",
        "missing.return-strategy", target="missing.return_visit",
        owner="inspector@missing", permission=Permission.MISSING_SEE,
    ),
    _of(
        "return-interview", "missing.return-interview", "missing.return-interview-shared", "missing.return-interview-entered",
        target="missing.return_interview", owner="coordinator@missing", permission=Permission.MISSING_SEE,
    ),
    _of(
        "specialist-review", "missing.specialist-review", target="missing.specialist_review", owner="coordinator@missing", permission=Permission.MISSING_SEE,
    ),
    _of(
        "plans", "missing.trigger-plan", "missing.trigger-plan-review", "missing.trigger-plan-unused", "missing.flag-review", "missing.repeat-meeting",
        "missing.transition-decision", target="missing.trigger_plan",
        owner="coordinator@missing", permission=Permission.MISSING_SEE,
    ),
    # exploitation
    _of(
        "exploited-children", "exploitation.screen", "exploitation.tool-read", "exploitation.level-decided", "exploitation.panel-referral",
        "exploitation.review", "exploitation.contact-read", "exploitation.victim-first", "exploitation.national-referral", "exploitation.guardian",
        "exploitation.slavery-defence",
        target="exploitation.panel.urgent", owner="detective_inspector@exploitation",
    ),
    _of(
        "exploitation-panels", "exploitation.panel-heard", "exploitation.heard-elsewhere", "exploitation.outcome-entered", "exploitation.panel-action",
        "exploitation.balance", "exploitation.lowering-decision", "exploitation.removal-decision", "exploitation.reasonable-grounds",
        "exploitation.reconsideration",
        target="exploitation.outcome", owner="detective_inspector@exploitation", order="age",
    ),
    _of(
        "warning-notices", "exploitation.notice-decided", "exploitation.notice-served", "exploitation.notice-flagged", "exploitation.notice-told",
        "exploitation.notice-review", "exploitation.notice-anew", "exploitation.notice-end", "exploitation.notice-breach",
        target="exploitation.notice.served.urgent", owner="detective_inspector@exploitation",
    ),
    _of(
        "perpetrators-and-places", "exploitation.responsible-officer", "exploitation.perpetrator-plan", "exploitation.plan-review",
        "exploitation.link-assessed", "exploitation.plan-end-suspect", "exploitation.plan-end-place", "exploitation.place-plan", "exploitation.place-review",
        "exploitation.task", "exploitation.task-again", target="exploitation.place.plan", owner="superintendent@exploitation",
    ),
    _of(
        "exploitation-profiles", "exploitation.profile-made", "exploitation.data-given", "exploitation.data-refusal", target="exploitation.data.refusal",
        owner="detective_inspector@exploitation", order="age",
    ),
    # custody
    _of(
        "detained", "custody.limit", "custody.limit-longer", "custody.first-review", "custody.review", "custody.adult-asked", "custody.adult-arrived",
        "custody.parent-told", "custody.health", "custody.liaison", "custody.inspector-view", "custody.food", "custody.bed-foreseen", "custody.bed-forewarned",
        target=Local(hours=6), owner="inspector@custody",
    ),
    _of(
        "refused-bail", "custody.accommodation-asked", "custody.accommodation-offered", "custody.moved", "custody.certificate", "custody.first-court",
        target="custody.offer", owner="superintendent@custody", order="age",
    ),
    _of(
        "after-custody", "custody.notice", "custody.health-after", "custody.strip-search-notice", "custody.strip-search-read", "custody.panel",
        target="custody.notice", owner="inspector@custody", order="age",
    ),
    # police protection
    _of(
        "police-protection", "protection.ends", "protection.decision", "protection.designated-officer", "protection.inquiry", "protection.hand-over",
        "protection.suitable-place", "protection.station", "protection.order-in-force", "protection.order-end", "protection.contact",
        target=Local(hours=72), owner="superintendent@protection",
    ),
    _of(
        "protection-telling", "protection.authority-told", "protection.home-authority-told", "protection.child-told", "protection.wishes",
        "protection.parents-told", target="protection.authority", owner="inspector@response",
    ),
    _of(
        "protection-record", "protection.circumstances", "protection.offences", "protection.strategy", "protection.review",
        "protection.defect", "protection.release-explained", "protection.release-plan", "protection.paper", "protection.month", target="protection.paper",
        owner="detective_inspector@referrals", order="age",
    ),
    # referrals
    _of(
        "notices", "referrals.notice", "referrals.named-child", "referrals.notice-silent", "referrals.no-notice",
        "referrals.notice-complete", "referrals.notice-reviewed",
        target="referrals.notice_complete", owner="inspector@response",
    ),
    _of(
        "known-children", "referrals.known-child", "referrals.warrant-children", "referrals.deferral-decision", "referrals.danger-told",
        target="referrals.known_child", owner="detective_inspector@investigation",
    ),
    _of(
        "triage", "referrals.triage", "referrals.destination", "referrals.social-care-told",
        "referrals.look-back", "referrals.joint-review", target="referrals.triage",
        owner="detective_inspector@referrals",
    ),
    _of(
        "strategy", "referrals.strategy-asked", "referrals.strategy-held", "referrals.meeting-note", "referrals.strategy-minutes",
        "referrals.minutes-entered", "referrals.minutes-settled", "referrals.meeting-action",
        target="referrals.strategy.urgent", owner="detective_inspector@referrals",
    ),
    _of(
        "conferences", "referrals.conference-held", "referrals.review-conference", "referrals.core-group", "referrals.assessment",
        "referrals.conference-report", target=Local(hours=48), owner="detective_inspector@referrals",
    ),
    _of(
        "partner-answers", "referrals.la-decision", "referrals.feedback", "referrals.decision-answered", "referrals.views-differ",
        "referrals.challenge-answered", "referrals.challenge-concluded", target=Local(hours=48), owner="detective_inspector@referrals",
    ),
    _of(
        "domestic-abuse", "referrals.abuse-assessed", "referrals.abuse-reviewed", "referrals.safety-plan", "referrals.protection-considered",
        "referrals.abuse-lowering", "referrals.marac-referred", "referrals.marac-minutes", target="referrals.safety_plan",
        owner="inspector@response",
    ),
    _of(
        "directions", "referrals.direction", target="referrals.direction", owner="inspector@response",
    ),
    _of(
        "schools", "referrals.school-told", "referrals.school-practicable", target="referrals.school.practicable", owner="detective_inspector@referrals",
        order="age",
    ),
    _of(
        "protection-orders", "referrals.dvpo-hearing", "referrals.dapo-hearing", "referrals.breach-court", "referrals.order-end",
        target=Local(hours=48), owner="superintendent@response", order="age",
    ),
    # end of referrals
    # investigation, people who pose a risk
    _of(
        "investigation", "investigation.progress", "investigation.resubmit", "investigation.result-decision", target="investigation.stall.sergeant",
        owner="detective_inspector@investigation",
    ),
    _of(
        "bail", "investigation.bail-period", "investigation.bail-views", "investigation.bail-day", target="investigation.bail.asap.sergeant",
        owner="detective_inspector@investigation", order="age",
    ),
    _of(
        "victims", "investigation.victim-told", "investigation.victim-support", "investigation.victim-contact", "investigation.mandated-report",
        target="investigation.victim_told", owner="sergeant@investigation", order="age",
    ),
    _of(
        "other-children", "investigation.who-speaks", "investigation.wider-risk", "investigation.child-access",
        target="investigation.who_speaks", owner="detective_inspector@investigation", order="age",
    ),
    _of(
        "suspects-free", "investigation.children-in-reach", "investigation.release-plan", "investigation.release-risk", "investigation.risk-again",
        "investigation.suspect-welfare", target="investigation.release_risk",
        owner="detective_inspector@investigation", order="age",
    ),
    _of(
        "case-start", "investigation.allocated", "investigation.accredited-officer", "investigation.first-review",
        "investigation.supervision-handed-over", "investigation.team-handed-over",
        target="investigation.allocate", owner="detective_inspector@investigation", order="age",
    ),
    _of(
        "case-reviews", "investigation.review", "investigation.reviews-cannot-be-done", "investigation.shortcoming-plan", "investigation.harm-of-delay",
        "investigation.further-work",
        target="investigation.review", owner="detective_inspector@investigation", order="age",
    ),
    _of(
        "offers", "investigation.offer-answered", "investigation.line-not-possible", "investigation.perishing-evidence",
        target="investigation.offer", owner="sergeant@investigation", order="age",
    ),
    _of(
        "online", "investigation.package-acted", "investigation.detection-triaged", "investigation.detection-worked",
        "investigation.accepted-risk-read",
        target="investigation.package.very_high", owner="detective_inspector@investigation", order="age",
    ),
    _of(
        "warrants", "investigation.warrant-allocated", "investigation.warrant-risk",
        target="investigation.warrant", owner="detective_inspector@investigation", order="age",
    ),
    _of(
        "interviews", "investigation.interview-held", "investigation.specialist-reads", "investigation.specialist-reads-case", "investigation.rejection-cause",
        target="investigation.interview", owner="sergeant@investigation", order="age",
    ),
    # digital forensics
    _of(
        "devices-wait", "forensics.submitted", "forensics.sent-again", "forensics.sent-back-cause", "forensics.waits", "forensics.priority-answered",
        "forensics.later-risk", "forensics.promises", "forensics.oldest-risk-submission", "forensics.oldest-risk-device", "forensics.accepted-wait",
        "forensics.wait-challenged", target="forensics.wait", owner="detective_inspector@investigation", order="age",
    ),
    _of(
        "devices-at-risk", "forensics.child-risk-submission", "forensics.child-risk-device", "forensics.new-child-submission",
        "forensics.new-child-device", "forensics.child-sought", "forensics.look-again", "forensics.device-back", target="forensics.new_child",
        owner="detective_inspector@investigation",
    ),
    _of(
        "digital-unit", "forensics.triage", "forensics.result", "forensics.held-up", "forensics.declaration", "forensics.report-read-submission",
        "forensics.report-read-device", "forensics.upload-submission", "forensics.upload-device", "forensics.storage", "forensics.growth",
        target="forensics.triage.first", owner="head_of_digital_forensics@forensics", order="age",
    ),
    _of(
        "offenders", "offenders.child-referral", "offenders.disclosure", "offenders.child-safety-check", "offenders.disclosure-given",
        "offenders.disclosure-followed-up", "offenders.child-not-safe", "offenders.partners-child", target="offenders.safety_check",
        owner="detective_inspector@offenders",
    ),
    _of(
        "offender-notifications", "offenders.initial-notification", "offenders.change-notification", "offenders.household-notification",
        "offenders.papers-notification", "offenders.ahead-failed", "offenders.periodic-notification", "offenders.weekly-notification",
        "offenders.risk-order-notification", "offenders.return-notification", "offenders.travel-notification", "offenders.travel-passed-on",
        "offenders.late-notification", "offenders.period-end", "offenders.discharge-decision", target="offenders.breach.crime",
        owner="sergeant@offenders",
    ),
    _of(
        "offender-visits", "offenders.visit", "offenders.deferred-visit", "offenders.first-visit", "offenders.probation-hand-over",
        "offenders.overdue-scrutiny", "offenders.claim-check", "offenders.encounter", "offenders.address-marked", "offenders.probation-answer",
        "offenders.device-answered",
        target="offenders.encounter", owner="sergeant@offenders",
    ),
    _of(
        "offender-plans", "offenders.plan-approval", "offenders.plan-written", "offenders.plan-action", "offenders.first-assessment",
        "offenders.assessment", "offenders.assess-again", "offenders.assessment-decided", "offenders.supervision", "offenders.lowering-decision",
        "offenders.reactive-review", "offenders.mappa-meeting", target="offenders.assessment.again", owner="detective_chief_inspector@offenders",
    ),
    _of(
        "offender-breaches", "offenders.breach-crime", "offenders.breach-decision", "offenders.undeclared-device", "offenders.condition-breach",
        "offenders.breach-read-again", target="offenders.breach.inspector", owner="sergeant@offenders",
    ),
    _of(
        "offender-courts", "offenders.court-result", "offenders.order-considered", "offenders.custody-list", "offenders.order-served",
        "offenders.order-expiry", "offenders.manager-allocated", "offenders.manager-accepts", "offenders.manager-left", "offenders.reallocated",
        "offenders.file-opened", "offenders.cover", "offenders.team-sampled", target="offenders.allocated", owner="sergeant@offenders", order="age",
    ),
    _of(
        "offender-scheme", "offenders.scheme-checks", "offenders.scheme-interview", "offenders.scheme-decision", "offenders.scheme-told",
        target="offenders.scheme.checks", owner="detective_inspector@offenders", order="age",
    ),
    # information law
    _of(
        "data-breaches", "information.breach-reported", "information.breach-assessed", "information.people-told", "information.logging-unit",
        "information.logging-force", target="information.breach.report", owner="data_protection_officer@information", order="age",
    ),
    _of(
        "information-requests", "information.request-answered", "information.correction-decided", "information.recipients-found",
        "information.dispute-decided", "information.disclosure-decided", "information.recall-notice", "information.recall-document",
        "information.recall-request", "information.recall-child", target="information.recall", owner="data_protection_officer@information", order="age",
    ),
    _of(
        "record-keeping", "information.retention-review", "information.retention-review-3", "information.access-looked-into",
        "information.emergency-access-reviewed",
        "information.access-confirmed", "information.accessibility-statement", target="information.access.emergency",
        owner="data_protection_officer@information", order="age",
    ),
    # governance
    _of(
        "leaders-concerns",
        *(f"governance.concern{which}-{kind}" for kind in ("child", "investigation", "incident", "episode") for which in ("", "-unanswered")),
        target="governance.concern", owner="assistant_chief_constable@force", order="age",
    ),
    _of(
        "recommendations", "governance.recommendation", "governance.action-plan", "governance.commissioner-comment", "governance.action",
        "governance.owner-action", "governance.owner-recommendation", target="governance.recommendation.immediate", owner="assurance_lead@assurance",
        order="age",
    ),
    _of(
        "policies", *(f"governance.policy-known-{area}" for area in (
            "contact", "missing", "response", "referrals", "exploitation", "investigation", "forensics", "offenders", "custody",
        )), target="governance.policy", owner="assurance_lead@assurance", order="age",
    ),
    _of(
        "partners-owe", "governance.document-expected", "governance.partner-escalated", "governance.document-entered",
        "governance.escalation-answered-document", "governance.escalation-answered-child", "governance.escalation-answered-meeting",
        target="governance.document.expected", owner="detective_inspector@referrals", order="age",
    ),
    _of(
        "governing", "governance.board", "governance.decision-effect", "governance.measure-decided", "governance.readiness", "governance.change-holds",
        "governance.audits", "governance.scrutiny-recommendation", "governance.scrutiny-inspection",
        "governance.call-reviews", "governance.second-reading", "governance.re-audit", "governance.profile", "governance.briefing",
        target="governance.decision",
        owner="assurance_lead@assurance", order="age",
    ),
    _of(
        "posts", "governance.training", "governance.team-training", "governance.training-asked", "governance.cover", "governance.post-held",
        "governance.work-taken-unit",
        "governance.work-taken-officer", target="governance.cover", owner="superintendent@force", order="age",
    ),
    # everywhere
    Queue(code="hand-overs", target="missing.accept", owner="fim@contact", order="age", rows=HandOvers()),
    Queue(code="unacknowledged", target=Local(hours=1), owner="superintendent@contact", order="age", rows=Alerts(), permission=Permission.TEAM_SEE),
    Queue(code="not-needed", target=Local(hours=24), owner="superintendent@force", order="age", rows=Requests(), permission=Permission.DUTY_SUPERVISE),
    Queue(code="broken-glass", target=Local(hours=24), owner="superintendent@force", order="age", rows=Glass(), permission=Permission.BREAK_GLASS_REVIEW),
    Queue(code="in-question", target=Local(hours=24), owner="superintendent@force", order="risk", rows=Duties(state="in question")),
    Queue(code="inherited", target=Local(hours=24 * 28), owner="assistant_chief_constable@force", order="risk", rows=Duties(state="inherited")),
)


def queue(code: str) -> Queue | None:
    """The queue of a code, if it is declared."""
    return next((found for found in QUEUES if found.code == code), None)
