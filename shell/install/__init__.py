"""Puts Sayso into a user's desktop, or a machine's, and takes it out again without a trace."""
