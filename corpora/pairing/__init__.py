"""Pairs articles with their translations, with the evidence for each pair."""
