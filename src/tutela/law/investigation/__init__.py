"""The law of a long investigation: a first few rules, to shape the forms against; the area follows whole."""
