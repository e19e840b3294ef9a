"""What people look at after a run: sentences, one life, the page."""
