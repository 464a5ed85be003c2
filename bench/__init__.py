"""Measurements, beside what they are compared with. ``python bench`` prints them; nothing here is part of the product."""
