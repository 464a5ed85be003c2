"""Plain tables and numbers."""

from __future__ import annotations

from collections.abc import Sequence


def table(header: Sequence[str], rows: Sequence[Sequence[object]], indent: str = "   ") -> str:
    """Columns: the first to the left, the rest to the right."""
    cells = [[str(c) for c in row] for row in (header, *rows)]
    widths = [max(len(row[n]) for row in cells) for n in range(len(header))]
    return "\n".join(
        indent + "  ".join(cell.ljust(width) if n == 0 else cell.rjust(width) for n, (cell, width) in enumerate(zip(row, widths, strict=True))).rstrip()
        for row in cells
    )


def count(number: float) -> str:
    """A whole number with commas."""
    return f"{number:,.0f}"


def megabytes(size: float) -> str:
    """Bytes as MB."""
    return f"{size / 1e6:,.1f} MB"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, max(0, -(-len(ranked) * int(share * 100) // 100) - 1))]
