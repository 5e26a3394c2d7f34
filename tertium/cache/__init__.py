"""Results that cost much: kept by what they depend on, batch by batch, and found again."""
