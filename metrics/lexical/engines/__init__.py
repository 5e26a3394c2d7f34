"""Programs that count what lexical metrics need, one module each; see `tertium.metrics.lexical.engine`."""
