"""The report of a robustness study."""
