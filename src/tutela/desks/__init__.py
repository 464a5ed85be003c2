"""Where people sit. Desks compose what the floors beneath them offer, and never import one another."""
