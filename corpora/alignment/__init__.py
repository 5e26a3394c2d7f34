"""Sentences to sentences: n-m beads on the best path through two texts."""
