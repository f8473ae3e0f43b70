"""Runs the tests and tells what they cost: processor time a core, and the modules that take the most.

    python tests/timed.py [--expected-min 12] [--workers 3] [arguments of pytest]

Processor time is that of pytest and of all that it has begun and waited for, LibreOffice and Chromium among them; what
else runs beside makes it grow too, though less than the clock. More than expected is told and fails nothing: the same
tests take one machine half as long again as another. Exits as pytest does.
"""

import argparse
import os
import resource
import subprocess
import sys


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--expected-min", type=float)
    parser.add_argument("--workers", type=int, default=3, help="one more than cores: some wait for others")
    asked, given = parser.parse_known_args()
    command = [sys.executable, "-m", "pytest", "-n", str(asked.workers), "--dist", "worksteal", *given]
    code = subprocess.run(command, check=False).returncode
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    cores = min(asked.workers, len(os.sched_getaffinity(0)))
    minutes = (used.ru_utime + used.ru_stime) / cores / 60
    print(f"processor time: {minutes:.1f} minutes a core")
    if asked.expected_min and minutes > asked.expected_min:
        print(f"that is more than {asked.expected_min:g}: see the dearest modules above and make them cheaper")
    return code


if __name__ == "__main__":
    sys.exit(main())
