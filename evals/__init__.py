"""Runs: metrics meet data, are compared, ranked, gated and stored."""
