"""The pages of administration, each one query and one template."""
