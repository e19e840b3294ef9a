"""How a score is made other than by a ledger of points (`score.py`): a file a method, and what the methods share."""
