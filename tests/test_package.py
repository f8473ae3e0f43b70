"""What importing letterkit does to the process."""

import subprocess
import sys

_ASKED = """
import letterkit.flow.sheets, sys
assert "numpy" in sys.modules
import numpy, os
one = numpy.ones((400, 400), numpy.float32)
one @ one
print(len(os.listdir("/proc/self/task")))
"""


def test_products_of_matrices_start_no_threads_whatever_has_loaded_numpy() -> None:
    told = subprocess.run([sys.executable, "-c", _ASKED], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1"]
