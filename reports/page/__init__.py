"""The page: one offline HTML file about a run, from warnings and ranks to every segment."""
