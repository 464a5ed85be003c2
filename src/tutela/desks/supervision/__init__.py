"""Review, reallocate, approve, extend with a reason, escalate."""
