"""Police protection (Children Act 1989 s46): use of the power, designated officer, hand-over, release."""
