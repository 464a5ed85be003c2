"""Facts of the control room: reports, THRIVE, grades, dispatch, reviews, hand-overs, closing.

They are about an ``incident`` (or, where the force opens none for a missing child, the ``episode``).
"""

from tutela.facts.contact.deciding import (
    ChallengeMet,
    DecisionChallenged,
    DecisionRecorded,
    ResultExpected,
    ResultRecorded,
)
from tutela.facts.contact.room import (
    HAPPENING,
    AdviceGiven,
    AdviceSent,
    AdviceWeighed,
    AppointmentAsked,
    AppointmentMade,
    Arrived,
    AssignedToTelephone,
    BriefingRead,
    BriefingSent,
    Closed,
    Concern,
    CrimeRecorded,
    Dispatched,
    Escalated,
    FeedbackNoted,
    Grade,
    Graded,
    HandedOver,
    HandOverAccepted,
    HandOverDeclined,
    HitAnswered,
    InformationAnswered,
    InformationReceived,
    Intervened,
    KnownNotUsedNoticed,
    LogEntered,
    LoweringApproved,
    LoweringDeclined,
    LoweringRequested,
    Recoded,
    Reported,
    ResourceDecided,
    ResourceUnavailable,
    Reviewed,
    SpecialistAdvised,
    SpecialistAsked,
    SystemsChecked,
    ThriveAssessed,
)

__all__ = [
    "HAPPENING", "AdviceGiven", "AdviceSent", "AdviceWeighed", "AppointmentAsked", "AppointmentMade", "Arrived", "AssignedToTelephone", "BriefingRead",
    "BriefingSent", "ChallengeMet", "Closed", "Concern", "CrimeRecorded", "DecisionChallenged", "DecisionRecorded", "Dispatched", "Escalated",
    "FeedbackNoted", "Grade", "Graded", "HandOverAccepted", "HandOverDeclined", "HandedOver", "HitAnswered", "InformationAnswered", "InformationReceived",
    "Intervened", "KnownNotUsedNoticed", "LogEntered", "LoweringApproved", "LoweringDeclined", "LoweringRequested", "Recoded", "Reported",
    "ResourceDecided", "ResourceUnavailable", "ResultExpected", "ResultRecorded", "Reviewed", "SpecialistAdvised", "SpecialistAsked", "SystemsChecked",
    "ThriveAssessed",
]
