"""Wiring and nothing else: settings, URLs and the command line. Config alone names demo."""
