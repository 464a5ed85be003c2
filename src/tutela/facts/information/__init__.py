"""Facts of information law: what people ask of what is held about them, what is given out, what goes wrong, how long it is kept.

They are about a ``request``, a ``breach``, a ``document``, the ``officer`` who looked, or the record that is kept.
"""

from tutela.facts.information.giving import (
    DisclosureAgreed,
    DisclosureAsked,
    DisclosureMade,
    DisclosureRefused,
    ErrorFound,
    RecallAnswered,
    ReleaseApproved,
    ReleaseDeclined,
    ReleaseRequested,
)
from tutela.facts.information.keeping import (
    DisposalApproved,
    DisposalDeclined,
    DisposalProposed,
    Disposed,
    HoldLiftApproved,
    HoldLiftDeclined,
    HoldLiftRequested,
    LegalHoldPlaced,
    RetentionClassed,
    RetentionReviewed,
)
from tutela.facts.information.rights import (
    AccessRequested,
    AnswerDisputed,
    ChildConsulted,
    ClarificationAsked,
    ClarificationReceived,
    CorrectionRequested,
    DisputeDecided,
    ErasureRequested,
    IdentityAsked,
    IdentityConfirmed,
    MaterialSearched,
    RecipientsFound,
    RequestAnswered,
    RequestWithdrawn,
    TimeExtended,
    WithholdingDecided,
)
from tutela.facts.information.wrongs import (
    AccessConfirmed,
    AccessGiven,
    AccessibilityStatementReviewed,
    AccessLookedInto,
    AccessQuestioned,
    AccessTakenAway,
    BreachAssessed,
    BreachClosed,
    BreachContained,
    BreachNoticed,
    BreachPeopleTold,
    BreachReported,
    BreachTellingExempted,
    EmergencyAccessReviewed,
    EmergencyAccessUsed,
    LoggingFailed,
    LoggingRestored,
)

__all__ = [
    "AccessConfirmed", "AccessGiven", "AccessLookedInto", "AccessQuestioned", "AccessRequested", "AccessTakenAway",
    "AccessibilityStatementReviewed", "AnswerDisputed", "BreachAssessed", "BreachClosed", "BreachContained", "BreachNoticed",
    "BreachPeopleTold", "BreachReported", "BreachTellingExempted", "ChildConsulted", "ClarificationAsked", "ClarificationReceived",
    "CorrectionRequested", "DisclosureAgreed", "DisclosureAsked", "DisclosureMade", "DisclosureRefused", "DisposalApproved",
    "DisposalDeclined", "DisposalProposed", "Disposed", "DisputeDecided", "EmergencyAccessReviewed", "EmergencyAccessUsed",
    "ErasureRequested", "ErrorFound", "HoldLiftApproved", "HoldLiftDeclined", "HoldLiftRequested", "IdentityAsked", "IdentityConfirmed",
    "LegalHoldPlaced", "LoggingFailed", "LoggingRestored", "MaterialSearched", "RecallAnswered", "RecipientsFound", "ReleaseApproved",
    "ReleaseDeclined", "ReleaseRequested", "RequestAnswered", "RequestWithdrawn", "RetentionClassed", "RetentionReviewed",
    "TimeExtended", "WithholdingDecided",
]
