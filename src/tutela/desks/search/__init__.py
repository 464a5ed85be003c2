"""Find a person, place or occurrence: the purpose is asked and the look-up is logged."""
