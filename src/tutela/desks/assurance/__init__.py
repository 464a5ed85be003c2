"""Inspections, recommendations, action plans, case audits and boards."""
