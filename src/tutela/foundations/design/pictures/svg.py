"""A few helpers to write SVG as text: escaped, rounded, the same every time."""

from __future__ import annotations

from html import escape


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    return f"{value:.1f}".removesuffix(".0")


def tag(name: str, *inside: str, **attributes: str | float | None) -> str:
    """One element. ``inside`` is markup already; attributes are escaped, their underscores become hyphens."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value if isinstance(value, str) else number(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{''.join(inside)}</{name}>" if inside else f"<{name}{said}/>"


def text(words: str, x: float, y: float, **attributes: str | float | None) -> str:
    """Words at a place."""
    return tag("text", escape(words, quote=False), x=x, y=y, **attributes)


def wide(words: str, size: float, *, bold: bool = False) -> float:
    """About how wide words are in Arial; a little too wide rather than too narrow."""
    narrow = sum(letter in " .,:;'()!|ijlft1I" for letter in words)
    broad = sum(letter in "mwMWGOQ@—" for letter in words)
    return ((len(words) - narrow - broad) * 0.57 + narrow * 0.33 + broad * 0.85) * size * (1.06 if bold else 1)


def cut(words: str, size: float, room: float) -> str:
    """The words, or as many as there is room for and an ellipsis."""
    if wide(words, size) <= room:
        return words
    while words and wide(words, size) > room - size:
        words = words[:-1]
    return words.rstrip(" ,;:(") + "…"


def folded(words: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The words in as many lines as they need."""
    lines: list[str] = []
    for word in words.split():
        if lines and wide(f"{lines[-1]} {word}", size, bold=bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
