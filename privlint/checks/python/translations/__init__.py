"""What the versions of a policy in several languages differ in."""
