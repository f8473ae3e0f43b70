"""Runs the tests and tells what they cost: processor time a core, and the modules that take the most.

    python tests/timed.py [--limit-min 12] [--workers 3] [arguments of pytest]

Processor time is that of pytest and of all that it has begun and waited for, LibreOffice and Chromium among them; what
else runs beside makes it grow too, though less than the clock. Exit 1 when a core has worked longer than the limit,
else pytest's.
"""

import argparse
import os
import resource
import subprocess
import sys


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit-min", type=float)
    parser.add_argument("--workers", type=int, default=3, help="one more than cores: some wait for others")
    asked, given = parser.parse_known_args()
    command = [sys.executable, "-m", "pytest", "-n", str(asked.workers), "--dist", "worksteal", *given]
    code = subprocess.run(command, check=False).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cores = min(asked.workers, len(os.sched_getaffinity(0)))
    minutes = (used.ru_utime + used.ru_stime) / cores / 60
    print(f"processor time: {minutes:.1f} minutes a core")
    if asked.limit_min and minutes > asked.limit_min:
        print(f"that is more than {asked.limit_min:g}: see the dearest modules above and make them cheaper")
        return code or 1
    return code


if __name__ == "__main__":
    sys.exit(main())
