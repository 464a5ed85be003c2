"""The doors of the worklist."""
