"""The report of a comparison of two regimes on the same people."""
