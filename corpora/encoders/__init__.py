"""Sentence vectors that mean the same in every language an encoder knows: one file per encoder."""
