"""Facts of missing children: report, risk, ownership, plan, search, review, return, interviews, trigger plans.

They are about an ``episode`` and the ``child`` (``as: missing``), unless the class says otherwise.
"""

from tutela.facts.missing.back import (
    Found, Returned, Verified, EpisodeClosed, PreventionInterviewHeld, PreventionInterviewRefused, ReturnInterviewRequested,
    ReturnInterviewOffered, ReturnInterviewHeld, ReturnInterviewDeclined, ReturnInterviewReceived, ReturnInterviewRead,
    ReturnInterviewEntered, PartnerChased,
)
from tutela.facts.missing.plans import (
    PriorityListed, TriggerPlanAssigned, TriggerPlanApproved, TriggerPlanReviewed, TriggerPlanEnded, RepeatMeetingHeld,
    RepeatMeetingDeclined, BureauNotified, SeniorReviewed, RepeatNoticed, PlanGapNoticed, UnreadInterviewNoticed,
    OwnerLoadNoticed,
)
from tutela.facts.missing.search import (
    Reported, EpisodeOnRecord, QuestionnaireCompleted, Indicator, RiskGraded, LoweringRequested, LoweringApproved,
    LoweringDeclined, SecondLineReviewed, OwnershipAssigned, OwnershipAccepted, OwnershipDeclined, Action, PlanRecorded,
    Allocated, Searched, EnquiryMade, Reviewed, ReviewTimeChanged,
)

__all__ = [
    "Action", "Allocated", "BureauNotified", "EnquiryMade", "EpisodeClosed", "EpisodeOnRecord", "Found", "Indicator",
    "LoweringApproved", "LoweringDeclined", "LoweringRequested", "OwnerLoadNoticed", "OwnershipAccepted", "OwnershipAssigned",
    "OwnershipDeclined", "PartnerChased", "PlanGapNoticed", "PlanRecorded", "PreventionInterviewHeld",
    "PreventionInterviewRefused", "PriorityListed", "QuestionnaireCompleted", "RepeatMeetingDeclined", "RepeatMeetingHeld",
    "RepeatNoticed", "Reported", "ReturnInterviewDeclined", "ReturnInterviewEntered", "ReturnInterviewHeld",
    "ReturnInterviewOffered", "ReturnInterviewRead", "ReturnInterviewReceived", "ReturnInterviewRequested", "Returned",
    "ReviewTimeChanged", "Reviewed", "RiskGraded", "Searched", "SecondLineReviewed", "SeniorReviewed", "TriggerPlanApproved",
    "TriggerPlanAssigned", "TriggerPlanEnded", "TriggerPlanReviewed", "UnreadInterviewNoticed", "Verified",
]
