"""From points to ranks: review, score, lists, rank, and which operators score whom."""
