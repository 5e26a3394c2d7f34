"""The limits of everything that an input or an option can make large; docs/limits.md explains each.

A limit lies far above what honest data needs, and below what exhausts a machine with 8 GB.
"""

from __future__ import annotations

from typing import Final

MAX_BYTES: Final = 512 * 2**20
"""Largest size of a file that is read, unpacked: a small .gz may hold gigabytes."""
MAX_DEPTH: Final = 100
"""Deepest nesting of XML elements. Formats of the field need about ten; deeper trees overflow recursive readers."""
MAX_NODES: Final = 10_000_000
"""Most elements and attributes of an XML file: each takes 100 to 250 bytes of memory, however short its text."""
MAX_ATTRIBUTES: Final = 1000
"""Most attributes of an XML element; formats of the field have up to 20."""
MAX_CONFIGURATION: Final = 2**20
"""Longest TOML file, in characters: a policy has a few hundred, and labels of 10,000 single lines fit."""
MAX_DOTS: Final = 1000
"""Most dots in a line of TOML, which is more than its keys are deep."""
MAX_CELLS: Final = 10_000_000
"""Most cells of a table, empty ones included: a far cell of a workbook, or a Parquet file of nothing but nulls, would
make billions of them from kilobytes."""
MAX_TABLE_BYTES: Final = 2**31
"""Largest table of a stored set or run, unpacked: 1,000 systems with 2,000 segments and three metrics take a third."""
MAX_TABLE_VALUES: Final = 250_000_000
"""Most values of a Parquet file; that run has 80 million."""

MAX_ITEMS: Final = 10_000_000
"""Most items of a list in memory: an iterator may never end."""
MAX_WORKERS: Final = 1000
"""Most processes or threads; machines have up to some hundred cores."""
MAX_WARNINGS: Final = 100
"""Most warnings that a metric may give for a system, or that a command shows: nobody reads more."""

MAX_SAMPLES: Final = 1_000_000
"""Most bootstrap samples, or trials of a test: 100 times the usual number, and the third digit of p no longer moves."""
MAX_SEED: Final = 2**64 - 1
"""Largest seed."""
MAX_DRAWS: Final = 200_000_000
"""Most samples times systems by one metric: their scores take 1.6 GB."""
MAX_PAIR_TRIALS: Final = 200_000_000
"""Most trials of all pairs of systems by one metric: 200 systems with the usual 10,000; of more, pairs get fewer."""

MAX_WORDS: Final = 5000
"""Longest segment of the checks and of metrics whose time grows faster than the text, in words; a segment is a sentence
or a paragraph, and 5,000 words are a chapter."""
MAX_CHARACTERS: Final = 50_000
"""The same in characters, for scripts that write no spaces."""
MAX_TER_WORDS: Final = 500
"""Longest segment of TER where sacreBLEU counts, in words: the search for shifts takes the third power of the length in
the worst case."""
MAX_KERNEL_TER_WORDS: Final = 1_000_000
"""The same where the compiled kernel counts, whose time is proportional to the length: a minute for a million words."""

MAX_PAGE_SYSTEMS: Final = 200
"""Most systems whose outputs the page holds: a browser reads some ten megabytes at once, and nobody reads more."""
