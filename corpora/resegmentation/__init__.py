"""A running translation is cut into the segments of its reference."""
