"""What was shared with whom and on what basis, and whether they were told; what partners gave us."""
