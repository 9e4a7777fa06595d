"""Planners: each turns an intent into a plan."""
