"""Requests, verdicts and what the answers do to a life."""
