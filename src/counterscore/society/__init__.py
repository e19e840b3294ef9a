"""Societies: people, ties, activities, circumstances, decisions and responses."""
