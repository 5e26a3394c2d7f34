"""A metric of another distribution that can't be imported."""

raise RuntimeError("its model is gone")
