"""A system's output attached to a set: order, mismatch, realignment."""
