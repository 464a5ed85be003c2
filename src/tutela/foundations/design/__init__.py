"""Components, layout and words of every page."""
