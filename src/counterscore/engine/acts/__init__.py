"""What people do and what is recorded of it: behave, observe, rate."""
