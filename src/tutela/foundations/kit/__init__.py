"""Small tools that know nothing of police: the clock, identifiers, text."""
