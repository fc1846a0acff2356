"""What every floor speaks of: spans, the tree of a policy, statements, findings and verdicts."""
