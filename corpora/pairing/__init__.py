"""Which article translates which, and the evidence for it."""
