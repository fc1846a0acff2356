"""Does every part of a rule matter? Each is taken away in turn, and some example has to notice."""
