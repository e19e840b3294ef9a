"""What the watchers come to know of people: how much of their lives, and what nobody declared."""

NAME = "privacy.parquet"
# Beyond so many citizens the diary of everybody's acts, 224 bytes a citizen, is not kept.
MOST = 500_000
# From so many months of lives on, guesses are made in another process: there it is imported what guesses.
BESIDE = 500_000
