"""The pictures of a report, one per file: each turns a small table of counts into a chart of a given width."""
