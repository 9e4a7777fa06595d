"""Displays: what is seen on a desk and the devices that act on it."""
