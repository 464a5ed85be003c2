"""What supervisors look at: duties of their team, alerts nobody noted, gaps in the roster, who may approve, restrictions."""
