"""Counterscore."""
