"""Everything that I was told, noted or not, the latest first: what was read never disappears."""

from __future__ import annotations

from datetime import datetime

import msgspec
from django.urls import reverse

from tutela.desks.worklist.forms import Acknowledge
from tutela.desks.worklist.pages import bits
from tutela.desks.worklist.pages.home import BundleView, about, bundle, records
from tutela.desks.worklist.queries import mine, places
from tutela.foundations.access.viewer import Viewer
from tutela.foundations.design.parts import EmptyState, Pager
from tutela.foundations.design.words import words
from tutela.record.occurrences.queries.called import called


class ToldPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of what I was told."""

    bundles: tuple[BundleView, ...]
    empty: EmptyState
    pager: Pager
    form: Acknowledge
    named: tuple[str, ...]


def told(viewer: Viewer, *, at: datetime, before: str | None = None) -> ToldPage:
    """A page of what one officer was told, from a moment back."""
    place = places.read(before, (places.moment,))
    bundles, following = mine.told_page(viewer, at=at, before=place[0] if place else None)
    named = called(viewer, records(bundles), at=at)
    said = about(bundles, named)
    path = reverse("worklist:told")
    return ToldPage(
        bundles=tuple(bundle(b, named, said, at) for b in bundles), empty=EmptyState(words("worklist.told.empty")), form=Acknowledge(),
        pager=Pager(next=bits.address(path, before=places.write(following)) if following else None, previous=path if place else None),
        named=tuple(sorted(ref for ref, name in named.items() if name.person)),
    )
