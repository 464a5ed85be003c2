"""``python bench``: the measurements of ``docs/decisions``, printed with what they are compared with."""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])  # the root of the tree, so that this folder is the package `bench`
    from bench.run import main

    sys.exit(main())
