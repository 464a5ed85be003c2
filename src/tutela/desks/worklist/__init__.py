"""My duties and my team's; hand-offs to acknowledge; the live board; what I was told."""
