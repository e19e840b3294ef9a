"""The month: circumstances, behave, observe, rate, review, score, rank, gate, respond."""
