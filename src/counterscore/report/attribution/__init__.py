"""The report of an attribution: which clause causes what."""
