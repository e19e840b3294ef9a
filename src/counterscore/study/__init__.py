"""Studies: many simulations of the same people under different rules, assumptions or random seeds, compared."""
