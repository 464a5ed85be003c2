"""The doors of the missing team."""
