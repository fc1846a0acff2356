"""What a rule is, how rule files are loaded, and one module a kind of check."""
