"""Defects that take counting: deadlines, hedges, purposes that say nothing."""
