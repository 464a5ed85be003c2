"""Tables that break the order of the house, each in one way."""

from tests.architecture.canary import Canary

DOWN = "foreign keys point down the floors"
PROTECTED = "foreign keys protect what they name"
ONE_WAY = "foreign keys are read in one direction alone"
UNORDERED = "no model orders its rows by itself"
PAIRED = "what was done at a moment was done by somebody, and the database says so"

PEOPLE = "src/tutela/record/people/models.py"


def _model(body: str) -> str:
    return f"\n\nclass Canary(models.Model):\n    id = models.UUIDField(primary_key=True)\n{body}"


def _key(to: str) -> str:
    return f"    of = models.ForeignKey('{to}', on_delete=models.PROTECT, related_name='+')\n"


CANARIES = [
    Canary("people name an incident", DOWN, {PEOPLE: _model(_key("occurrences.Incident"))}),
    Canary(
        "sharing and linkage stand beside one another", DOWN,
        {"src/tutela/record/linkage/models.py": f"from django.db import models{_model(_key('sharing.Share'))}"},
    ),
    Canary(
        "a foundation names what stands on it", DOWN,
        {"src/tutela/foundations/audit/models.py": _model(_key("access.Account"))},
    ),
    Canary("a row that goes with another", PROTECTED, {PEOPLE: _model("    of = models.ForeignKey(Person, on_delete=models.CASCADE, related_name='+')\n")}),
    Canary("a key read from both ends", ONE_WAY, {PEOPLE: _model("    of = models.ForeignKey(Person, on_delete=models.PROTECT, related_name='canaries')\n")}),
    Canary("rows that come in an order unasked", UNORDERED, {PEOPLE: _model("\n    class Meta:\n        ordering = ('id',)\n")}),
    Canary(
        "ended, by nobody perhaps", PAIRED,
        {PEOPLE: _model("    ended_at = models.DateTimeField(null=True)\n    ended_by = models.CharField(max_length=80, blank=True)\n")},
    ),
]
