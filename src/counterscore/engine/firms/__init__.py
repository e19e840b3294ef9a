"""The firms' part of a month, one file per stage."""
