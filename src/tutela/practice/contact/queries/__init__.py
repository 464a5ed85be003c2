"""What the pages of the control room look up across incidents."""
