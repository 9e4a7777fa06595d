"""Benches: one module each; every figure is measured here and now."""
