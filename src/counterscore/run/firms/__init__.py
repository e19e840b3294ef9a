"""What a run keeps and writes of firms."""
