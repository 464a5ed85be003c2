"""Partners' own plain site: receive, acknowledge, answer, upload."""
