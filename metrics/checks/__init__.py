"""Checks: errors that can be pointed at in a translation, one file a check."""
