"""Scoring methods other than the ledger of points (`score.py`): one file a method, and what they share."""
