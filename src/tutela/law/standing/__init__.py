"""What stands at a moment, for every area that needs it: the level of risk, the response grade, whether the child is back."""
