"""Reading what administration shows: the register of the law's numbers, the roles, the roster, late entry, suggestions beside decisions."""
