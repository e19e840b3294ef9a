"""Randomness as a function of (seed, person, month, purpose), and arithmetic that gives the same bits everywhere."""
