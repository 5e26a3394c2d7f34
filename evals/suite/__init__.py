"""Suites: many sets, one verdict. A fold over runs of single sets, without statistics of its own for a single one."""
