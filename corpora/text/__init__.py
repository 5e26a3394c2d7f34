"""Defines words, letters, scripts, grapheme clusters, sentences, numbers and language tags for all other rooms."""
