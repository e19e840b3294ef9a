"""What the law asks about a regime. Every attribute is optional; one that is absent is open, neither yes nor no."""
