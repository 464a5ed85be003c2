"""One child, offender or place: banner, markers, chronology, duties, each area's summary; the as-was view."""
