"""Partners' own plain site, at a host and with cookies of its own: receive, acknowledge, answer, bring interviews (docs/decisions/0010-partners-site.md)."""
