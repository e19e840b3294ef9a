"""A regime read as the law does: facts and flow, rules, findings. Not legal advice."""
