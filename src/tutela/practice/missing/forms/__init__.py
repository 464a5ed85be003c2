"""What is filled in about a search."""

from tutela.practice.missing.forms.acting import ACTS, Complete
from tutela.practice.missing.forms.fields import Act, Setting
from tutela.practice.missing.forms.opening import Opening
from tutela.practice.missing.forms.planning import PLAN_ACTS, ChildSetting, PlanAct

__all__ = ["ACTS", "PLAN_ACTS", "Act", "ChildSetting", "Complete", "Opening", "PlanAct", "Setting"]
