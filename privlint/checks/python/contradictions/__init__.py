"""Contradictions whose sides are numbers, ages, periods, places or documents."""
