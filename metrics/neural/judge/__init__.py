"""A judge: a language model that is asked, by a prompt with a version, how good a translation is."""
