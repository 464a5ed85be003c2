"""Plan, hypothesis, line, action, review and hand-over: one model for every area's enquiries."""
