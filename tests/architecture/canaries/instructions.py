"""Faults in what readers are told, which the check must see."""

from tests.architecture.canary import Canary

COMMAND, HERE = "every command in a document exists", "no document names a machine"

CANARIES = [
    Canary("a command of the Makefile that is gone", COMMAND, {"README.md": "\nThen `make marmalade`.\n"}),
    Canary("a command of the product that is gone", COMMAND, {"docs/tour.md": "\nThen `tutela marmalade --all`.\n"}),
    Canary("a block of commands", COMMAND, {"docs/how-to/canary.md": "# Canary\n\n```\nmake marmalade\n```\n"}),
    Canary("a folder of somebody's machine", HERE, {"docs/tour.md": "\nIt is in /ho" + "me/somebody/tutela.\n"}),
]
