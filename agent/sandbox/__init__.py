"""Virtual desks: displays, sound servers and buses of our own."""
