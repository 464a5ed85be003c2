"""What the rules find in the fourth part: ``python -m tests.law.language.fourth_part``. It is blind for version 4, and for no later one."""

from __future__ import annotations

from tests.law.language.part import show

if __name__ == "__main__":
    show("fourth-part")
