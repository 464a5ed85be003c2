"""The unit of work: the one way in which the business record changes."""
