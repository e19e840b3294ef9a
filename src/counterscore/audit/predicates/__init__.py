"""One small function per rule: from declared facts and data flow to elements that are met, not met or open."""
