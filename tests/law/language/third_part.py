"""What the rules find in the third part: ``python -m tests.law.language.third_part``. It is blind for version 3, and for no later one."""

from __future__ import annotations

from tests.law.language.part import show

if __name__ == "__main__":
    show("third-part")
