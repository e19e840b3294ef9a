"""The grammar of graphics, its colours, and the charts that several reports draw."""
