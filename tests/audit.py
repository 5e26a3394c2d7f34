"""Asks pip-audit whether a package of this environment has a known vulnerability; exit code 1 where one has.

`make check` runs it. The answers come from a service on the network: where that can't be reached, this says so in a
line and passes, since a check that fails everywhere offline would be switched off.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Final

COMMAND: Final = (sys.executable, "-m", "pip_audit", "--format", "json", "--progress-spinner", "off", "--skip-editable")
SECONDS: Final = 120
"""Time that an answer may take; some networks drop what they don't let through, without a word."""


def main() -> int:
    """Run pip-audit, write a line per vulnerability, or why there is no answer; return 1 for a vulnerability."""
    try:
        done = subprocess.run(COMMAND, capture_output=True, text=True, check=False, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return _skipped(f"no answer within {SECONDS} s")
    try:
        packages = json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return _skipped((done.stderr.strip().splitlines() or ["it wrote nothing"])[-1])
    unknown = sum("skip_reason" in package for package in packages)
    if unknown == len(packages):  # as from a mirror that has packages, but no advisories
        return _skipped("the service knows none of the packages")
    lines = [line for package in packages for line in vulnerabilities(package)]
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.write(
        f"pip-audit: {len(packages) - unknown} packages, {len(lines)} known vulnerabilities, {unknown} not looked up\n"
    )
    return bool(lines)


def vulnerabilities(package: dict[str, Any]) -> list[str]:
    """Return a line for each known vulnerability of a package."""
    name = f"{package['name']} {package.get('version', '')}"
    return [
        f"{name}: {entry['id']}, fixed in {', '.join(entry['fix_versions']) or 'nothing'}"
        for entry in package.get("vulns", [])
    ]


def _skipped(reason: str) -> int:
    sys.stdout.write(f"pip-audit: SKIPPED, vulnerabilities were not looked up: {reason}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
