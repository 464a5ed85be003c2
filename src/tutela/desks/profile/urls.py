"""The addresses of a person's record, each with its permission."""

from __future__ import annotations

from typing import Final

from tutela.desks.profile.views import person, place, recording
from tutela.foundations.access.permissions import Permission
from tutela.foundations.design.urls import page

app_name: Final = "profile"

urlpatterns = [
    page("places/<uuid:key>/", place.at_place, "place", permission=Permission.PERSON_SEE),
    page("people/<uuid:key>/", person.record, "person", permission=Permission.PERSON_SEE),
    page("people/<uuid:key>/why/", person.why, "why", permission=Permission.PERSON_SEE),
    page("people/<uuid:key>/open/", recording.open_, "open", permission=Permission.BREAK_GLASS),
    page("people/<uuid:key>/record/marker/", recording.record_marker, "record-marker", permission=Permission.MARKER_RECORD),
    page("people/<uuid:key>/record/<str:what>/", recording.act, "act", permission=Permission.PERSON_RECORD),
    page("people/<uuid:key>/markers/<uuid:marker>/", recording.marker, "marker", permission=Permission.MARKER_RECORD),
    page("people/<uuid:key>/correct/<uuid:entry>/", recording.correct, "correct", permission=Permission.PERSON_SEE),
    page("people/<uuid:key>/<str:name>/", person.tab, "tab", permission=Permission.PERSON_SEE),
]
