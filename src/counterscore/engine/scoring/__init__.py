"""From points to a rank: review, score, lists, rank, and who is scored by whom."""
