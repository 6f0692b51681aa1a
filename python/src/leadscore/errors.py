"""What can go wrong, as exceptions."""

from __future__ import annotations


class LeadscoreError(Exception):
    """Any error of this package; its text says what to do."""


class RulebookError(LeadscoreError):
    """The rulebook has problems, or does not fit the table; the text is what `leadscore check` prints."""


class ColumnError(LeadscoreError):
    """A column of the table cannot be handed over, or cannot be written."""


class ProgramError(LeadscoreError):
    """The program leadscore is missing, is of another version, or ended before its work was done."""
