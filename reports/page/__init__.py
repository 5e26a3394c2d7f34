"""One offline page about a run: what to doubt, who is better, where, and every segment."""
