"""The audit log: append-only, sealed into a hash chain in batches."""
