"""What happens in a life: circumstances, growing up, births, deaths, couples, ties, beliefs."""
