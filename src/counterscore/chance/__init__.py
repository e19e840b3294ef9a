"""Counter-based random numbers, keyed by seed, person, month and purpose; arithmetic that is the same on every CPU."""
