"""The first run: devices, recogniser, what is kept, and lessons by doing. A client of the daemon; it is led by voice and shown on every face."""
