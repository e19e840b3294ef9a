"""Who lives there: people, ties, activities, circumstances, decisions, responses."""
