"""Timelines and charts drawn as SVG, without Django, each with a table beneath."""
