"""What is recorded of every person while a world runs. Nothing here changes it."""
