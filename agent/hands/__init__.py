"""Hands: the one place with pointer, keys, file changes, launches and bus calls."""
