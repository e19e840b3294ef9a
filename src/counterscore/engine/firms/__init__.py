"""The firms' part of a month, one file a stage."""
