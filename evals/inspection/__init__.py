"""Sources and references checked like outputs."""
