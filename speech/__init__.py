"""Ears and voice: from sound to utterances, and from sentences to sound."""
