"""The law of managing offenders: a first few rules, to shape the forms against; the area follows whole."""
