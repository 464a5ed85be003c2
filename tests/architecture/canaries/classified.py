"""Fields about which nobody said what they are."""

from tests.architecture.canary import Canary

RULE = "every field is classified, and what is classified is there"

PEOPLE = "src/tutela/record/people"

CANARIES = [
    Canary("a field that nobody classified", RULE, {f"{PEOPLE}/models.py": '\nPerson.add_to_class("canary", models.TextField(blank=True))\n'}),
    Canary("a table that nobody classified", RULE, {f"{PEOPLE}/models.py": "\n\nclass Canary(models.Model):\n    id = models.UUIDField(primary_key=True)\n"}),
    Canary("a table that is gone", RULE, {f"{PEOPLE}/classified.yaml": "Canary:\n  kept: with people.Person\n  none: {keep: [id]}\n"}),
    Canary("a sensitivity that is none", RULE, {"src/tutela/record/wording/classified.yaml": "  private: {keep: [canary]}\n"}),
]
