"""Unit files and session entries; not code."""
