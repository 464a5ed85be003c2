"""A case's facts against the law: what should have fired, when, and to whom."""
