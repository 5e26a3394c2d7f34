"""Human scores: read, and used to measure metrics."""
