"""Studies: many worlds of the same people, run side by side, and what their comparison says."""
