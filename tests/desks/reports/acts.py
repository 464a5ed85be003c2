"""Acts of the invented officers at moments, and what the measures' pages say of them: what the tests of measures are counted by hand from."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Any

_numbers = count(1)


class Acts:
    """Who does what, so many minutes from now."""

    def __init__(self, viewer: Callable[[str], Any], now: datetime) -> None:
        self.viewer, self.now = viewer, now

    def do(self, act: Any, by_: str, minutes: float = 0.0, /, **given: Any) -> Any:
        """An act of somebody, so many minutes from now (before it: less than nothing)."""
        return act(by=self.viewer(by_), key=f"r{next(_numbers)}", at=self.now + timedelta(minutes=minutes), **given).result

    def missing(self, minutes: float, by_: str = "ashworth", **given: Any) -> dict[str, Any]:
        """A report of a missing child."""
        from tutela.practice.contact import operations as contact

        name = given.pop("child_name", f"Child {next(_numbers)}")
        said = {"who": f"{name}, 14", "where": "Harbour Row", "why_worried": "Never out this late.", "child_ages": (14, 14)}
        made: dict[str, Any] = self.do(contact.take_report, by_, minutes, **{**said, "concern": "missing_child", "child_name": name, **given})
        return made


def said(response: Any) -> str:
    """What a page says, without markup."""
    assert response.status_code == 200, response.status_code
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def rows(response: Any) -> list[dict[str, str]]:
    """The lines of an exported file, after its heads."""
    lines = list(csv.reader(io.StringIO(response.content.decode())))
    at = next(index for index, line in enumerate(lines) if line[0] == "Record")
    return [dict(zip(lines[at], line, strict=True)) for line in lines[at + 1:]]


def listed(client: Any, measure: str, **asked: str) -> set[str]:
    """The references of every record behind a number, page by page as a reader walks them."""
    found: set[str] = set()
    path = f"/reports/measures/{measure}/records/"
    while path:
        answer = client.get(path, asked).content.decode()
        main = answer[answer.index("<tbody"):answer.index("</tbody>")] if "<tbody" in answer else ""
        found |= set(re.findall(r">((?:INC|MIS|PER)-\d{4}-\d{6})<", main))
        after = re.search(r'href="([^"]*after=[^"]*)"', answer)
        path, asked = (html.unescape(after[1]), {}) if after else ("", {})
    return found
