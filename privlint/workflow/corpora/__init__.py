"""Corpora: thousands of policies at once, in pieces that can be resumed and handed to other machines."""
