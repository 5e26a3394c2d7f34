"""Tables, then text."""
