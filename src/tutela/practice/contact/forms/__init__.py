"""What is filled in in the control room."""

from tutela.practice.contact.forms.acting import ACTS, Complete
from tutela.practice.contact.forms.fields import Act, Setting
from tutela.practice.contact.forms.reporting import THRIVE, Report

__all__ = ["ACTS", "THRIVE", "Act", "Complete", "Report", "Setting"]
