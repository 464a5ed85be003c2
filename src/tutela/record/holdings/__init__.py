"""What each source holds about whom: area, kind, sensitivity, as-at. "Not available" is never "no hit"."""
