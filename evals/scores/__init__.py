"""Scores computed elsewhere: read from files, put beside a set's segments, and counted as (score, 1)."""
