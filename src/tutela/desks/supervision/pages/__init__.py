"""Pages of supervision, each made for one viewer at one moment."""
