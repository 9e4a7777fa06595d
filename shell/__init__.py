"""The shell: the daemon, its command line, its faces; the only place that names concrete classes."""
