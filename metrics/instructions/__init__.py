"""Instructions: whether a translation keeps to what was asked of it, and to itself within a document."""
