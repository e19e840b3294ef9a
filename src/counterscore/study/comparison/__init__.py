"""Twin worlds compared person by person, over many random seeds."""
