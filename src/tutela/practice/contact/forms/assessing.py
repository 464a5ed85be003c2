"""The form of an assessment: it begins with the last version's words, and knows which version it was begun on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tutela.foundations.design.forms import Choice, Select, TextArea, read_as, wanted, worded
from tutela.foundations.kit.text import clean
from tutela.practice.contact import operations
from tutela.practice.contact.forms.fields import GRADES, Act, Setting, offer
from tutela.record.chronology.queries import readable
from tutela.record.enquiries.engine import check_words
from tutela.record.enquiries.queries import THRIVE, Heard, heard


class Assess(Act):
    """THRIVE; an empty element is saved and owed. Its version is the number of assessments that its author has seen."""

    operation = operations.assess
    edits = True
    threat = wanted(read_as("assessment", TextArea("contact.thrive.threat", required=False, rows=3)))
    harm = wanted(read_as("assessment", TextArea("contact.thrive.harm", required=False, rows=3)))
    risk = wanted(read_as("assessment", TextArea("contact.thrive.risk", required=False, rows=3)))
    investigation = wanted(read_as("assessment", TextArea("contact.thrive.investigation", required=False, rows=3)))
    vulnerability = wanted(read_as("assessment", TextArea("contact.thrive.vulnerability", required=False, rows=3)))
    engagement = wanted(read_as("assessment", TextArea("contact.thrive.engagement", required=False, rows=3)))
    proposes = Select("contact.assess.proposes", worded("enquiries.value", GRADES), hint="contact.assess.proposes-hint", required=False)
    relied = Select("contact.assess.relied", (), hint="contact.assess.relied-hint", required=False)
    said: Heard
    """What stands as the form is shown; of an incident whose page may not be read there is no form."""

    def prepare(self, setting: Setting) -> None:
        card = setting.held.card
        self.said = heard(card.ref, next((e.ref for e in card.episodes), ""))
        if not self.is_bound:
            self.renew(expected=len(self.said.versions))
        for name, said in self.said.thrive.items():
            self.fields[name].initial = said
        access = readable(setting.viewer, self.said.checks, at=setting.at)
        checks = [Choice(check.id, text=_opening(check_words(check, setting.at))) for check in reversed(self.said.checks) if access[check.id] == "full"]
        if checks:
            offer(self, "relied", checks)
        else:
            self.fields.pop("relied", None)

    def given(self) -> dict[str, Any]:
        said = super().given()
        relied = said.pop("relied", "")
        return {**said, "relied_on": relied}

    def upon(self, setting: Setting, begun: int) -> Assess:
        """The same answers upon the version that stands now: an element that this author left as they found it takes what another wrote meanwhile."""
        before: Mapping[str, str] = _words(self.said, begun)
        data: dict[str, Any] = {name: self.data.get(name, "") for name in ("key", *self.fields)}
        for name in THRIVE:
            if clean(str(data[name])) == before[name]:
                data[name] = self.said.thrive.get(name, "")
        form = Assess({**data, "expected": str(len(self.said.versions))})
        form.prepare(setting)
        return form


def _words(said: Heard, version: int) -> dict[str, str]:
    """What a version said, by element."""
    data: Any = said.versions[version - 1].data if 0 < version <= len(said.versions) else None
    return {name: getattr(data, name) if data else "" for name in THRIVE}


def _opening(said: str) -> str:
    return said[:1].upper() + said[1:]
