"""What is noted of every person while a world lives. Nothing here changes a life."""
