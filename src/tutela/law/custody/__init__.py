"""Children in police detention: PACE, its Code C, and what the inspectors look for."""
