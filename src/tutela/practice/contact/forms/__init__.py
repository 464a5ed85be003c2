"""What is filled in in the control room."""

from tutela.practice.contact.forms.acting import ACTS, Complete
from tutela.practice.contact.forms.assessing import Assess
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.practice.contact.forms.reporting import THRIVE, Report
from tutela.practice.contact.forms.supervising import Draw, PowerHour

__all__ = ["ACTS", "THRIVE", "Act", "Assess", "Complete", "Draw", "PowerHour", "Report", "Setting"]
