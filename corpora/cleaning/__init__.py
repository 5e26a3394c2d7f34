"""Labels the lines of raw articles by built-in rules, lists of phrases and a user's own rules."""
