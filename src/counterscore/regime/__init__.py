"""The rules: who watches what, points, score, rank, lists, gates, rights."""
