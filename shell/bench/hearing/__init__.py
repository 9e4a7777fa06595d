"""The figures of `sayso bench ears`, a module a feature."""
