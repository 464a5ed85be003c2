"""What carries every floor: the unit of work, access, post, audit, force settings, design and the kit."""
