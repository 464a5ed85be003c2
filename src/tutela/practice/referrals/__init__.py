"""Public protection notices, thresholds, strategy discussions, conferences, domestic abuse and schools."""
