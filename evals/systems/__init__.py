"""Translation systems that can be run: one module each."""
