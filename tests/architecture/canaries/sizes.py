"""Faults that the check of sizes must see."""

from tests.architecture.canary import Canary

FILE = "files stop at 400 lines"
FUNCTION = "functions stop at 60 lines; aim at 30"

PLACE = "src/tutela/record/people/queries.py"

CANARIES = [
    Canary("a file of 401 lines", FILE, {PLACE: "x = 1\n" * 401}),
    Canary("a function of 61 lines", FUNCTION, {PLACE: "def long():\n" + "    x = 1\n" * 60}),
    Canary("a method of 61 lines", FUNCTION, {PLACE: "class A:\n  async def long(self):\n" + "    x = 1\n" * 60}),
]
