"""The pages of signing in, of a locked session, and of one's own account."""
