"""COMET, by the models of unbabel-comet: files, loading, batches, scores, and the metric that counts them."""
