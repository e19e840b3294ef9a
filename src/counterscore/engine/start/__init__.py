"""How a world begins: people drawn, and the burn-in that several worlds share."""
