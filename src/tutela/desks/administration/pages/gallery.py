"""Every component in every state, for whoever builds a page or checks one."""

from __future__ import annotations

import msgspec

from tutela.foundations.design.gallery import Example, examples


class Shelf(msgspec.Struct, frozen=True):
    """One component with its examples."""

    name: str
    title: str
    about: str
    examples: tuple[Example, ...]


class GalleryPage(msgspec.Struct, frozen=True):
    """All shelves."""

    shelves: tuple[Shelf, ...]


def gallery_page() -> GalleryPage:
    """The gallery, by component."""
    by_name: dict[str, list[Example]] = {}
    for example in examples():
        by_name.setdefault(example.name.rpartition("/")[0], []).append(example)
    return GalleryPage(tuple(
        Shelf(name.replace("/", "-"), found[0].title.rpartition(":")[0], found[0].about, tuple(found)) for name, found in by_name.items()
    ))
