"""Metrics: segments to additive counts, counts to a score; one file each."""
