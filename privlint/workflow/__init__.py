"""What teams do with results: registers, comparisons of two versions, set-up of a repository."""
