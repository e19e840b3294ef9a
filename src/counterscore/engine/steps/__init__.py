"""The steps of a month, one file each with a function `take(world, month)`. Their order is in month.py."""
