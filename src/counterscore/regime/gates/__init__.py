"""The rules of gates, a file each: the key in a regime's file, what can be wrong with it, and whom it lets through."""
