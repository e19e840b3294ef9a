"""The handlers of requests to the server, one file for each subject."""
