"""A translation memory: a function that tertium calls with a list of texts."""

MEMORY = {
    "Bitte steigen Sie schnell ein.": "Please get in quickly.",
    "Das Museum ist am Montag geschlossen.": "The museum is closed on Mondays.",
    "Der Eintritt kostet 8 Euro.": "The entry costs 8 euros.",
}


def translate(texts: list[str]) -> list[str]:
    """Return the translation of each text, or the text itself where the memory has none."""
    return [MEMORY.get(text, text) for text in texts]
