"""What is filled in about a search."""

from tutela.practice.missing.forms.acting import ACTS, Complete
from tutela.practice.missing.forms.fields import Act, Setting
from tutela.practice.missing.forms.opening import Opening

__all__ = ["ACTS", "Act", "Complete", "Opening", "Setting"]
