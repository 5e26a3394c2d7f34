"""Text in, evaluation set out."""
