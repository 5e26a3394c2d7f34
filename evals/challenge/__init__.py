"""Challenge sets: a better and a worse translation of a text, by phenomenon, and who prefers the better one."""
