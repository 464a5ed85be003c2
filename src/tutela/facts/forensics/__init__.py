"""Facts of digital forensics: devices, what waits and was promised, triage and examination, images graded, children identified.

They are about a ``submission`` or a ``device``, and name the investigation, the person whose device it is and the child. No fact holds an image.
"""

from tutela.facts.forensics.devices import (
    AccessAnswered,
    ContinuityRecorded,
    DeviceDisposed,
    DeviceHandedOver,
    DeviceKept,
    DeviceNotHandedOver,
    DeviceNotTaken,
    DeviceNotYetSeized,
    DeviceReturned,
    DeviceSeized,
)
from tutela.facts.forensics.examining import (
    ChildRiskFound,
    CopyTaken,
    DeclarationAdded,
    DeviceLeftOut,
    ExaminationFinished,
    ExaminationHeldUp,
    ExaminationStarted,
    ExaminerAllocated,
    KioskUsed,
    ReportIssued,
    ReportRead,
    ReportServed,
    TriageDone,
    WorkPeerReviewed,
)
from tutela.facts.forensics.grading import (
    CrimesScanned,
    DatabasesSearched,
    GraderSupported,
    GraderViewed,
    GradingAllocated,
    ImagesGraded,
    KnownImagesFiltered,
    NationalUploadMade,
    NationalUploadNotMade,
    VictimIdentificationBegan,
    VictimIdentified,
    VictimNotIdentified,
)
from tutela.facts.forensics.unit import (
    KioskOpened,
    QueueGrowthExplained,
    StorageDecided,
    StorageMeasured,
)
from tutela.facts.forensics.waiting import (
    DevicesSubmitted,
    ForecastChanged,
    ForecastGiven,
    LongWaitDiscussed,
    OutsourcingAgreed,
    OutsourcingDeclined,
    OutsourcingProposed,
    PriorityDeclined,
    PriorityGiven,
    PriorityLowered,
    PriorityLoweringDeclined,
    PriorityLoweringRequested,
    PriorityRequested,
    QueueJoined,
    SubmissionAccepted,
    SubmissionSentBack,
    SubmissionWithdrawn,
    WaitAccepted,
    WaitChallenged,
    WaitChased,
    WaitExplained,
)

__all__ = [
    "AccessAnswered", "ChildRiskFound", "ContinuityRecorded", "CopyTaken", "CrimesScanned", "DatabasesSearched", "DeclarationAdded", "DeviceDisposed",
    "DeviceHandedOver", "DeviceKept", "DeviceLeftOut", "DeviceNotHandedOver", "DeviceNotTaken", "DeviceNotYetSeized", "DeviceReturned",
    "DeviceSeized", "DevicesSubmitted", "ExaminationFinished", "ExaminationHeldUp", "ExaminationStarted", "ExaminerAllocated", "ForecastChanged",
    "ForecastGiven", "GraderSupported", "GraderViewed", "GradingAllocated", "ImagesGraded", "KioskOpened", "KioskUsed", "KnownImagesFiltered",
    "LongWaitDiscussed", "NationalUploadMade", "NationalUploadNotMade", "OutsourcingAgreed", "OutsourcingDeclined", "OutsourcingProposed",
    "PriorityDeclined", "PriorityGiven", "PriorityLowered", "PriorityLoweringDeclined", "PriorityLoweringRequested", "PriorityRequested",
    "QueueGrowthExplained", "QueueJoined", "ReportIssued", "ReportRead", "ReportServed", "StorageDecided", "StorageMeasured", "SubmissionAccepted",
    "SubmissionSentBack", "SubmissionWithdrawn", "TriageDone", "VictimIdentificationBegan", "VictimIdentified", "VictimNotIdentified", "WaitAccepted",
    "WaitChallenged", "WaitChased", "WaitExplained", "WorkPeerReviewed",
]
