"""The committed style sheet and scripts are what their sources make: by hashes everywhere, by making them anew where Node's packages are."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from tutela.foundations.design import words

ROOT: Final = Path(__file__).parents[3]
ASSETS: Final = ROOT / "assets"
MADE: Final = Path(words.__file__).parent / "static" / "design"
MANIFEST: Final[dict[str, dict[str, str]]] = json.loads((MADE / "manifest.json").read_text())
CSS: Final = (MADE / "tutela.css").read_text(encoding="utf-8")


def hashes(folder: Path, names: list[Path]) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in names}


def test_what_was_made_is_what_is_committed() -> None:
    files = [path for path in MADE.rglob("*") if path.is_file() and path.name != "manifest.json"]
    assert hashes(MADE, files) == MANIFEST["made"]


def test_it_was_made_of_the_sources_as_they_are() -> None:
    sources = [ASSETS / name for name in ("package.json", "package-lock.json", "build", "licence.txt", "renders.mjs")]
    sources += [path for folder in ("js", "scss", "images") for path in (ASSETS / folder).rglob("*") if path.is_file()]
    assert hashes(ASSETS, sources) == MANIFEST["made of"], "run assets/build"


@pytest.mark.skipif(not (ASSETS / "node_modules").is_dir() or shutil.which("node") is None, reason="Node's packages are not here: the hashes stand for it")
def test_making_it_anew_makes_the_same(tmp_path: Path) -> None:
    out = tmp_path / "design"
    subprocess.run([ASSETS / "build", out], check=True, capture_output=True)
    fresh = hashes(out, [path for path in out.rglob("*") if path.is_file() and path.name != "manifest.json"])
    assert fresh == MANIFEST["made"]


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ASSETS / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []
    assert "registry" not in (ASSETS / "package-lock.json").read_text()


def test_the_versions_are_those_that_the_macros_track() -> None:
    pinned = json.loads((ASSETS / "package.json").read_text())["devDependencies"]
    assert (pinned["govuk-frontend"], pinned["@ministryofjustice/frontend"]) == ("6.3.0", "11.1.0")


def test_it_is_not_dressed_as_the_government() -> None:
    assert "GDS Transport" not in CSS
    assert "govuk-crest" not in CSS
    assert "font-family:arial" in CSS.replace(" ", "")
    assert not list(MADE.rglob("*crown*"))


def test_nothing_is_asked_of_another_host_and_every_picture_is_there() -> None:
    for address in re.findall(r"url\(([^)]*)\)", CSS):
        name = address.strip("\"'")
        assert name.startswith("data:") or (MADE / name).is_file(), name
    for script in MADE.glob("*.js"):
        assert "sourceMappingURL" not in script.read_text(encoding="utf-8")
        for imported in re.findall(r"""from\s*['"](\.[^'"]+)['"]""", script.read_text(encoding="utf-8")):
            assert (MADE / imported).is_file()


def luminance(colour: str) -> float:
    """As WCAG 2 has it."""
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_our_colours_can_be_read() -> None:
    palette = dict(re.findall(r"^\$([\w-]+):\s*(#[0-9a-f]{6});", (ASSETS / "scss/_palette.scss").read_text(), re.MULTILINE)) | {"white": "#ffffff"}
    pairs = [
        ("ink", "white"), ("quiet", "white"), ("quiet", "pale"), ("quiet", "warn-pale"), ("quiet", "alarm-pale"), ("quiet", "tell-pale"), ("white", "house"),
        ("white", "alarm"), ("alarm", "white"), ("alarm", "warn-pale"), ("alarm", "pale"), ("warn", "warn-pale"), ("warn", "white"), ("good", "white"),
        ("tell", "white"), ("tell", "warn-pale"), ("tell", "alarm-pale"), ("ink", "focus"),
    ]
    assert {pair: round(ratio, 1) for pair in pairs if (ratio := contrast(palette[pair[0]], palette[pair[1]])) < 4.5} == {}


def test_motion_print_and_phone_are_thought_of() -> None:
    for rule in ("prefers-reduced-motion", "@media print", "focus-visible", "max-width: 40.0625em"):
        assert rule in CSS
