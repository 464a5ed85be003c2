"""The pages of one person: the record and its tabs, why one looks, the glass, and what is recorded."""
