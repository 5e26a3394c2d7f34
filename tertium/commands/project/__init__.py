"""The steps of `tertium run` and what `tertium init` and `tertium check` look at, one file each."""
