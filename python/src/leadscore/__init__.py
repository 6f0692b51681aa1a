"""Score leads by a leadscore rulebook, where the data is.

    import leadscore
    scored = leadscore.score(table, "leadscore.yaml")

The program leadscore does the work, in a process of its own; this package speaks with it through pipes. leadscore.spark
and leadscore.duckdb score what lies in Spark and DuckDB.
"""

from ._program import LANGUAGE
from ._score import score
from ._version import __version__
from .errors import ColumnError, LeadscoreError, ProgramError, RulebookError

__all__ = ["LANGUAGE", "ColumnError", "LeadscoreError", "ProgramError", "RulebookError", "__version__", "score"]
