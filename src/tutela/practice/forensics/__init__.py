"""Devices and exhibits: submission, priority, examination and results."""
