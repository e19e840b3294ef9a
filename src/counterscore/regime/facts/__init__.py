"""What law asks about a regime. Every attribute is optional, and one that is absent is open: neither yes nor no."""
