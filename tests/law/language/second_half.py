"""The second half of the corpus, composed by somebody who had not read the rules: it was run once, when they were finished.

``python -m tests.law.language.second_half`` prints what was published; it asserts no bound.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from pathlib import Path

from tests.law.language.measuring import measured

HERE = Path(__file__).parent


def main() -> None:
    """Check that it is the committed half, and print the figures."""
    packed = HERE.joinpath("second-half.jsonl.xz").read_bytes()
    plain = lzma.decompress(packed)
    promised = HERE.joinpath("second-half.sha256").read_text(encoding="utf-8").split()[0]
    if promised not in (hashlib.sha256(packed).hexdigest(), hashlib.sha256(plain).hexdigest()):
        raise SystemExit("second-half.jsonl.xz is not the file whose SHA-256 was committed")
    entries = [json.loads(line) for line in plain.decode("utf-8").splitlines() if line]
    print("each entry with those before it:", *measured(entries).lines(), sep="\n  ")
    print("each entry alone:", *measured(entries, with_earlier=False).lines(), sep="\n  ")


if __name__ == "__main__":
    main()
