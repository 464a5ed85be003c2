"""What the rules find in the second half today: ``python -m tests.law.language.second_half``.

The second half was blind for version 2 only; ``second-half-first-run.txt`` is what came then. Later versions have learnt from it.
"""

from __future__ import annotations

from tests.law.language.part import show

if __name__ == "__main__":
    show("second-half")
