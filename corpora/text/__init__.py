"""The ground floor of text: what a word, a script, a sentence, a number and a language tag are."""
