"""Intent policies: folders of data that say what can be said, what it does and what it needs."""
