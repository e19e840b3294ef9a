"""The speed of a month, compared with the machine's own limit and with a reference month in plain NumPy."""
