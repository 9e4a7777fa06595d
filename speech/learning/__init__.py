"""Teaching the spotter: voices, rooms, scenes, the net, and how it is trained."""
