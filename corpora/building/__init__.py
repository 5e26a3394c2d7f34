"""Raw articles to an evaluation set, step by step, with a journal that outlives a kill."""
