"""The pictures of a report, one file a picture: each turns few, already counted rows into a chart of a given width."""
