"""The steps of a month, a file a step: each has `take(world, month)`. Their order: month.py."""
