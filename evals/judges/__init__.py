"""How far a judge errs: questions whose answers are known, and the card that they make."""
