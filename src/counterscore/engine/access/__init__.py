"""Access: what a gate says of a request, and the lines that it uses."""
