"""What is owed: rows, transitions, rungs and who was told; the sweep."""
