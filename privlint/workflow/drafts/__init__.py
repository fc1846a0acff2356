"""Clauses for what a policy lacks: skeletons with placeholders, placed where they belong."""
