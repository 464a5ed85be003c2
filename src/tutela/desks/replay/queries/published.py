"""What the reports publish of the grade of each of their cases, and how a proposed grade compares.

The reports grade kinds of case, in numbers; they give no single case study its grade. So what can be compared is whether the
proposed grade is among those that were given to cases of its kind; where every grade was, or none is published, nothing can be said.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

import msgspec
import msgspec.yaml

from tutela.facts.governance.terms import CaseGrade

Agreement = Literal["agrees", "disagrees", "cannot be said"]
_GRADES: Final[frozenset[CaseGrade]] = frozenset({"good", "requires_improvement", "inadequate"})


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a report says of the grade of one case, or of cases of its kind."""

    case: str
    cites: str
    """The report and its line."""
    grades: tuple[CaseGrade, ...] = ()
    """The grades that the report gave to cases of this kind; empty where it publishes none."""
    kind: str = ""
    """Of which cases, and how many, the report gives these grades."""
    words: str = ""
    """The report's own judgement of the case, quoted."""
    remark: str = ""

    def compares(self, grade: CaseGrade) -> Agreement:
        """Does a proposed grade agree with what is published, as far as that goes?"""
        if not self.grades or {*self.grades} >= _GRADES or grade == "not_graded":
            return "cannot be said"
        return "agrees" if grade in self.grades else "disagrees"


def published(folder: Path) -> dict[str, Published]:
    """What is published of each case of a folder, by case; nothing where the folder has no such file."""
    file = folder / "published.yaml"
    rows = msgspec.convert(msgspec.yaml.decode(file.read_text(encoding="utf-8")), list[Published]) if file.is_file() else []
    return {row.case: row for row in rows}
