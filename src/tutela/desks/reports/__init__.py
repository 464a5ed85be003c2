"""Measures, profiles, returns and the post-inspection review."""
