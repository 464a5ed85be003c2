"""Facts of missing children: report, risk, ownership, plan, search, review, return, interviews, trigger plans.

They are about an ``episode`` and the ``child`` (``as: missing``), unless the class says otherwise.
"""

from tutela.facts.missing.back import (
    EpisodeClosed,
    Found,
    NotDone,
    PartnerChased,
    PreventionInterviewHeld,
    PreventionInterviewRefused,
    Returned,
    ReturnInterviewDeclined,
    ReturnInterviewEntered,
    ReturnInterviewHeld,
    ReturnInterviewOffered,
    ReturnInterviewRead,
    ReturnInterviewReceived,
    ReturnInterviewRequested,
    ReturnRecorded,
    Unanswered,
    Verified,
)
from tutela.facts.missing.plans import (
    BureauNotified,
    OwnerLoadNoticed,
    PlanGapNoticed,
    PlannedAction,
    PriorityListed,
    RepeatMeetingDeclined,
    RepeatMeetingHeld,
    RepeatNoticed,
    SeniorReviewed,
    TriggerPlanApproved,
    TriggerPlanAssigned,
    TriggerPlanEnded,
    TriggerPlanReviewed,
    UnreadInterviewNoticed,
)
from tutela.facts.missing.search import (
    Action,
    AlertConsidered,
    Allocated,
    Answer,
    EnquiryMade,
    EpisodeOnRecord,
    Indicator,
    LoweringApproved,
    LoweringDeclined,
    LoweringRequested,
    OwnershipAccepted,
    OwnershipAssigned,
    OwnershipDeclined,
    PlanRecorded,
    QuestionnaireCompleted,
    Reported,
    Reviewed,
    ReviewTimeChanged,
    RiskGraded,
    Searched,
    SecondLineReviewed,
)

__all__ = [
    "Action", "AlertConsidered", "Allocated", "Answer", "BureauNotified", "EnquiryMade", "EpisodeClosed", "EpisodeOnRecord", "Found", "Indicator",
    "LoweringApproved", "LoweringDeclined", "LoweringRequested", "NotDone", "OwnerLoadNoticed", "OwnershipAccepted", "OwnershipAssigned",
    "OwnershipDeclined", "PartnerChased", "PlanGapNoticed", "PlanRecorded", "PlannedAction", "PreventionInterviewHeld",
    "PreventionInterviewRefused", "PriorityListed", "QuestionnaireCompleted", "RepeatMeetingDeclined", "RepeatMeetingHeld",
    "RepeatNoticed", "Reported", "ReturnInterviewDeclined", "ReturnInterviewEntered", "ReturnInterviewHeld",
    "ReturnInterviewOffered", "ReturnInterviewRead", "ReturnInterviewReceived", "ReturnInterviewRequested", "ReturnRecorded", "Returned",
    "ReviewTimeChanged", "Reviewed", "RiskGraded", "Searched", "SecondLineReviewed", "SeniorReviewed", "TriggerPlanApproved",
    "TriggerPlanAssigned", "TriggerPlanEnded", "TriggerPlanReviewed", "Unanswered", "UnreadInterviewNoticed", "Verified",
]
