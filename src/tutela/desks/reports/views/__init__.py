"""The measures, asked for and answered."""
