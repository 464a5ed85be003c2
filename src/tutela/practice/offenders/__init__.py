"""Registered sex offenders and others who pose a risk: notification, visits, plans, orders, disclosure."""
