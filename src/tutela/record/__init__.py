"""The memory: no screens; desks and practice are its only doors."""
