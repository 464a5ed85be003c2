"""A fault that the check of generated documents must see."""

from tests.architecture.canary import Canary

RULE = "docs/generated is fresh"

CANARIES = [Canary("a generated page edited by hand", RULE, {"docs/generated/facts.md": "\nEdited by hand.\n"})]
