"""Reports of a suite: the matrix of sets and rules as tables, JUnit XML, a comment, and one page."""

from tertium.reports.suite.matrix import tables

__all__ = ["tables"]
