"""Compilation of a society and a regime into the plan that kernels read."""
