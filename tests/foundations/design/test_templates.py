"""Every template of the house: nothing inline that a strict content security policy would block, and all of them compile."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tutela.foundations.design import words
from tutela.foundations.design.forms.group import environment

SOURCE: Final = Path(words.__file__).parents[2]
TEMPLATES: Final = sorted(SOURCE.glob("**/jinja2/**/*.html"))
_COMMENT: Final = re.compile(r"\{#.*?#\}", re.DOTALL)
_EXPRESSION: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
RULES: Final = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script within the page": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "a handler in an attribute": re.compile(r"\son[a-z]+\s*=", re.IGNORECASE),
    "a script as an address": re.compile(r"javascript:", re.IGNORECASE),
    "escaping switched off": re.compile(r"\|\s*safe\b|\{%-?\s*autoescape\s+false"),
    "something of another host": re.compile(r"""<(?:script|link|img|iframe)\b[^>]*(?:src|href)=["']https?:""", re.IGNORECASE),
}

GROUNDS: Final = {   # a page that is written to a file and opened alone: it carries its own policy, its style and pictures drawn by ourselves
    "desks/briefing/jinja2/briefing/paper.html": ["a style element"],
    "desks/briefing/jinja2/briefing/pack-paper.html": ["a style element"],
    "desks/replay/jinja2/replay/timelines.html": ["a style element"],
    "desks/replay/jinja2/replay/track.html": ["escaping switched off"],
}


def broken(text: str) -> list[str]:
    """The rules that a template breaks."""
    plain = _COMMENT.sub("", text)
    markup = _EXPRESSION.sub("", plain)
    return [rule for rule, pattern in RULES.items() if pattern.search(plain if rule == "escaping switched off" else markup)]


def test_no_template_breaks_the_policy() -> None:
    found = {str(path.relative_to(SOURCE)): broken(path.read_text(encoding="utf-8")) for path in TEMPLATES}
    assert {name: rules for name, rules in found.items() if rules and rules != GROUNDS.get(name)} == {}


@pytest.mark.parametrize(("text", "rule"), [
    ('<p style="color: red">', "a style attribute"), ("<style>p {}</style>", "a style element"), ("<script>x()</script>", "a script within the page"),
    ('<a onclick="x()">', "a handler in an attribute"), ('<a href="javascript:x()">', "a script as an address"),
    ("{{ page.html | safe }}", "escaping switched off"), ("{% autoescape false %}", "escaping switched off"),
    ('<script src="https://cdn.example/x.js"></script>', "something of another host"),
])
def test_each_breach_is_seen(text: str, rule: str) -> None:
    assert broken(text) == [rule]


def test_every_template_compiles() -> None:
    env = environment()
    for path in TEMPLATES:
        name = path.as_posix().split("/jinja2/", 1)[1]
        env.get_template(name)


def test_every_page_says_its_title() -> None:
    untitled = [
        str(path.relative_to(SOURCE)) for path in TEMPLATES
        if re.search(r"""\{% extends ["']design/(?:layout|plain)\.html["']""", path.read_text()) and "{% block title %}" not in path.read_text()
    ]
    assert untitled == []


def test_a_worker_compiles_them_all_before_its_first_request_and_keeps_them() -> None:
    from django.template import engines

    from tutela.foundations.design import jinja

    assert jinja.compile_all() >= len(TEMPLATES)
    kept = engines["jinja"].env.cache  # type: ignore[attr-defined]  # Django's Jinja2 backend has it
    assert len(kept) >= len(TEMPLATES)
    before = dict(kept)
    jinja.compile_all()
    assert dict(kept) == before, "none is compiled twice"
