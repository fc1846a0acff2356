"""Hygiene of the document: placeholders, references, numbering, names, dates."""
