"""Pages of the worklist, each made for one viewer at one moment."""
