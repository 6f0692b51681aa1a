"""The program leadscore: where it is, and what it says of a rulebook."""

from __future__ import annotations

import datetime
import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Union

from .errors import ProgramError, RulebookError

LANGUAGE = 1
"""The version of the rulebook language whose results this package reads."""

FilePath = Union[str, "os.PathLike[str]"]
Day = Union[str, datetime.date]

# The table is handed over as plain CSV, so nothing is left to be found out by looking.
PLAIN_CSV = ("--encoding", "utf-8", "--delimiter", "comma", "--header-line", "1", "--keep-rows", "--quiet")


@dataclass(frozen=True)
class Column:
    """A column that a rulebook writes."""

    name: str  # without prefix
    type: str  # whole number, decimal, percent, text, texts or date
    meaning: str
    default: bool  # written unless others are asked for


@dataclass(frozen=True)
class Stage:
    """A stage of a rulebook."""

    name: str
    out: bool  # its leads come last in a ranking


@dataclass(frozen=True)
class Checked:
    """What `leadscore check` says of a rulebook and a table's columns."""

    version: str  # of the program
    rules_hash: str  # SHA-256 of the rulebook, in hexadecimal digits
    as_of: str  # the day that ages are counted to: 2026-11-21
    reads: tuple[int, ...]  # positions of the columns that the rulebook looks at
    columns: tuple[Column, ...]
    stages: tuple[Stage, ...]


def find(binary: FilePath | None = None) -> str:
    """The path of the program: the one given, LEADSCORE_BIN, the one in this package, or that on the PATH."""
    for given, origin in ((binary, "binary="), (os.environ.get("LEADSCORE_BIN"), "LEADSCORE_BIN")):
        if given:
            path = shutil.which(os.fspath(given))
            if path is None:
                raise ProgramError(f"{origin} names {os.fspath(given)!r}, which is no program that can be run")
            return os.path.abspath(path)
    own = Path(__file__).with_name("program.exe" if sys.platform == "win32" else "program")
    path = str(own) if own.exists() else shutil.which("leadscore")
    if path is None:
        raise ProgramError(
            "there is no program leadscore. put it on the PATH, or name it with binary= or LEADSCORE_BIN"
        )
    return os.path.abspath(path)


def version(program: str) -> str:
    """The version of the program: v1.2.3."""
    done = subprocess.run([program, "version"], capture_output=True, check=False)
    words = _text(done.stdout).split()
    if done.returncode != 0 or len(words) < 2:
        raise ProgramError(_text(done.stderr) or f"{program} does not tell its version")
    return words[1]


def check(program: str, rules: FilePath, header: bytes, as_of: Day | None = None) -> Checked:
    """What the program says of a rulebook for a table with this header, a line of CSV."""
    command = [program, "check", "-", "--rules", os.fspath(rules), *PLAIN_CSV]
    if as_of is not None:
        command += ["--as-of", str(as_of)]
    done = subprocess.run([*command, "--format", "json"], input=header, capture_output=True, check=False)
    if done.returncode not in (0, 1) or not done.stdout:
        raise ProgramError(_text(done.stderr) or f"{program} check ended with status {done.returncode}")
    said = json.loads(done.stdout)
    _expect_language(program, said)
    if done.returncode == 1:
        told = subprocess.run(command, input=header, capture_output=True, check=False)
        raise RulebookError(_text(told.stdout))
    return Checked(
        version=said["version"],
        rules_hash=said["rules_hash"],
        as_of=said["as_of"],
        reads=tuple(number - 1 for number in said["reads"]),
        columns=tuple(Column(**column) for column in said["columns"]),
        stages=tuple(Stage(**stage) for stage in said["stages"]),
    )


def _expect_language(program: str, said: dict[str, Any]) -> None:
    language = said.get("language")
    if language != LANGUAGE or "reads" not in said:
        raise ProgramError(
            f"{program} reads version {language} of the rulebook language, or is too old to say what it reads. "
            f"this package needs a program for version {LANGUAGE}: install both from the same release"
        )


def _text(output: bytes) -> str:
    return output.decode("utf-8", "replace").strip()
