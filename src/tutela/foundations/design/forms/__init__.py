"""Form fields that are shown by GOV.UK's components, and the form that every page's form is made from.

``{{ field_group(page.form["name"]) }}`` shows one with label, hint and error. Labels, hints and errors are message ids.
What a person typed is shown again as they typed it, whatever was wrong.
"""

from __future__ import annotations

from tutela.foundations.design.forms.base import Form, Problem
from tutela.foundations.design.forms.choices import Checkboxes, Choice, Radios, Select, Tick, worded
from tutela.foundations.design.forms.dates import Date, DateTime
from tutela.foundations.design.forms.fields import File, Number, Text, TextArea, folded, read_as, wanted
from tutela.foundations.design.forms.group import field_group

__all__ = [
    "Checkboxes", "Choice", "Date", "DateTime", "File", "Form", "Number", "Problem", "Radios", "Select", "Text", "TextArea", "Tick", "field_group",
    "folded", "read_as", "wanted", "worded",
]
