"""One small function a rule: from the facts and the flow to the elements that are met, not met, or open."""
