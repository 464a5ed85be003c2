"""What is filled in about a search."""

from typing import Final

from tutela.practice.missing.forms.acting import ACTS, Complete
from tutela.practice.missing.forms.deciding import RepeatDeclined, RepeatHeld
from tutela.practice.missing.forms.fields import Act, ChildAct, Setting
from tutela.practice.missing.forms.flagging import Flag, Unflag
from tutela.practice.missing.forms.joining import JointDone
from tutela.practice.missing.forms.opening import Opening
from tutela.practice.missing.forms.planning import PLAN_ACTS as _PLAN_ACTS
from tutela.practice.missing.forms.planning import ChildSetting, PlanAct
from tutela.practice.missing.forms.profiling import Profile
from tutela.practice.missing.forms.summaries import SUMMARY_ACTS, Summarised

PLAN_ACTS: Final[dict[str, type[PlanAct]]] = {
    **_PLAN_ACTS, "repeat-held": RepeatHeld, "repeat-declined": RepeatDeclined, "flag": Flag, "unflag": Unflag, "profile": Profile,
}
"""The acts about a child, each by the last part of its address: those about the trigger plan, about a meeting after the third time, about the flag."""

__all__ = [
    "ACTS", "PLAN_ACTS", "SUMMARY_ACTS", "Act", "ChildAct", "ChildSetting", "Complete", "JointDone", "Opening", "Setting", "Summarised",
]
