"""Metrics that read texts with a neural model: COMET, the cosine of sentence vectors, a regression on it."""
