"""`python -m tests.audit`: known vulnerabilities in what `requirements-ci.txt` names, by pip-audit.

Exit status 1 where there are any. Where the service that knows them cannot be reached, or knows nothing of a
package, that is said: what was not looked at is not called clean.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests import usage
from tests.places import ROOT

LOCK = ROOT / "requirements-ci.txt"
_SECONDS = 300
_SERVICES = ("pypi", "osv")


def audited(service: str) -> list[dict[str, Any]] | None:
    """What pip-audit says of each package, None where the service does not answer."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "audit.json"
        options = ["-r", str(LOCK), "--require-hashes", "--disable-pip", "--progress-spinner=off", "-f", "json"]
        command = [sys.executable, "-m", "pip_audit", "-s", service, *options, "-o", str(out)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"{service}: no answer in {_SECONDS} s")
            return None
        if not out.is_file():
            print(f"{service}: {(done.stderr.strip().splitlines() or ['no answer'])[-1]}")
            return None
        packages: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["dependencies"]
    return packages


def told(packages: list[dict[str, Any]]) -> tuple[int, int]:
    """How many packages were looked at, and how many vulnerabilities were found; these are printed."""
    for package in packages:
        for one in package.get("vulns", ()):
            print(f"{package['name']} {package['version']}: {one['id']}, mended in {', '.join(one['fix_versions'])}")
    found = sum(len(package.get("vulns", ())) for package in packages)
    return sum("vulns" in package for package in packages), found


def main() -> int:
    """Ask one service, else the other, and give the exit status."""
    usage.parser(__doc__).parse_args()
    for service in _SERVICES:
        packages = audited(service)
        if packages is None:
            continue
        looked, found = told(packages)
        print(f"{service}: {looked} of {len(packages)} packages audited, {found} vulnerabilities")
        if found or looked:
            return 1 if found else 0
    print("NOT AUDITED: no service for vulnerabilities can be reached from here")
    return 0


if __name__ == "__main__":
    sys.exit(main())
