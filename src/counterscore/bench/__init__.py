"""How fast the month is: beside the machine's own limit, and beside the same month in plain NumPy."""
