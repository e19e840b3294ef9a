"""What a run records and writes about firms."""
