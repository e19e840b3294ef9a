"""The report of what a school gate does a generation later."""
