"""A translation program of the simplest kind: reads a line, writes a line."""

import sys

WORDS = {"der": "the", "die": "the", "das": "the", "zug": "train", "nach": "to", "ist": "is", "von": "from", "in": "in"}

if sys.argv[1:] != ["en"]:
    sys.exit("this program translates into English only")
for line in sys.stdin:
    print(" ".join(WORDS.get(word.lower(), word) for word in line.split()), flush=True)
