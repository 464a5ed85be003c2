"""Feeds and files from the force's other systems: mapping, preview, rejects."""
