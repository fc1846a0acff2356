"""privlint, the linter and test suite for privacy policies."""

__version__ = "0.1.0"
