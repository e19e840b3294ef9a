"""The firms' part of a month, a file a stage."""
