"""The engine: simulates a world month by month. The steps of a month are listed in month.py."""
