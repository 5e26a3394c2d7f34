"""Scores that count what the words of two texts share, and their lengths."""
