"""Access to decisions: requests, the lines of the gates, their verdicts, queues and answers."""
