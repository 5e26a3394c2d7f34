"""What the lines of a raw article are: rules that label, phrases that give a line away, and a user's own word."""
