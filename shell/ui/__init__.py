"""The terminal UI: a face of the daemon, through its client only."""
