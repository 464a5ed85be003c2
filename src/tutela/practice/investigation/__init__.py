"""Crimes against children and online abuse: allocation, plans, supervision, bail, victims and outcomes."""
