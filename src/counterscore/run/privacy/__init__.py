"""What the watchers come to know of people: how much of their lives, and what nobody declared."""

NAME = "privacy.parquet"
# Beyond so many citizens the diary of everybody's acts, 224 bytes a citizen, is not kept.
MOST = 500_000
