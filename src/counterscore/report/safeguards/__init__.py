"""The report of safeguards: what each one improves and costs."""
