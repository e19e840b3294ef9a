"""The start of a world: drawing its people, and the burn-in that several worlds can share."""
