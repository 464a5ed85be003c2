"""Reading one person: who they are, the eight answers, one timeline of everything, what hangs off them, and who is near them."""
