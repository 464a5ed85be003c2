"""What needs Spark is collected where pyspark is: in .venv-spark, by ``make spark``, which CI calls."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("pyspark") else ["test_*.py"]
