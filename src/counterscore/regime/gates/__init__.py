"""The rules of gates, one per file: the key in a regime's file, its possible faults, and whom the rule lets through."""
