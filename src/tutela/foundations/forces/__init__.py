"""The force: its areas, units, posts, vocabulary and approved overlay rows."""
