"""The demonstration that make run plays."""
