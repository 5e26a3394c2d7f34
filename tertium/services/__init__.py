"""Questions to services over HTTP: bounded, retried with patience, paid once, within a budget."""
