"""Numbers, effects and commands in words."""
