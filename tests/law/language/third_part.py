"""What the rules find in the third part today: ``python -m tests.law.language.third_part``.

The third part was blind for version 3 only; ``third-part-first-run.txt`` is what came then. Later versions have learnt from it.
"""

from __future__ import annotations

from tests.law.language.part import show

if __name__ == "__main__":
    show("third-part")
