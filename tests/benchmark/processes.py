"""Python processes and what they cost: processor time (user and system) and peak memory, best of several rounds."""

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]


class Cost(NamedTuple):
    """Seconds of the processor and peak memory in MiB of one process, or what it took beyond another."""

    cpu: float
    memory: float

    def beyond(self, other: "Cost") -> "Cost":
        """What this process took more than the other (bare Python, mostly)."""
        return Cost(self.cpu - other.cpu, self.memory - other.memory)


def environment() -> dict[str, str]:
    """Bytecode is written and used, as for an installed package."""
    env = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "PYTHONPATH": str(ROOT)}


def run(*arguments: object) -> Cost:
    """What a Python process costs.

    The peak memory that the system reports for a process counts the pages of the one that started it, so whoever
    calls this must stay small: everything heavy is done in processes of its own.
    """
    command = [sys.executable, "-W", "ignore", *map(str, arguments)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"gagal: {arguments}")
    return Cost(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def answer(*arguments: object) -> str:
    """What a Python process prints."""
    command = [sys.executable, "-W", "ignore", *map(str, arguments)]
    return subprocess.run(command, env=environment(), capture_output=True, check=True, text=True).stdout


def in_turns(commands: Mapping[str, Iterable[object]], rounds: int) -> dict[str, Cost]:
    """The least that each command took of all rounds (A B C A B C ...); one round before them only warms up."""
    found: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, arguments in commands.items():
            cost = run(*arguments)
            if number:
                found[name].append(cost)
    return {name: Cost(*map(min, zip(*costs, strict=True))) for name, costs in found.items()}
