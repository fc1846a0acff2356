"""Disclosures that a phrase alone cannot judge: identity, contacts, ages, dates, transfers."""
