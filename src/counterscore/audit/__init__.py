"""Checks of a regime against the law: facts, data flow, rules and findings. Not legal advice."""
