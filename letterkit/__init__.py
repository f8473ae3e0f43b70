"""letterkit prepares and checks the replies of a Russian public body to citizens."""

import os

__version__ = "0.1.0"

# Products of small matrices: threads of OpenBLAS cost many times what they bring, most of all where workers share
# cores. It reads this when numpy is first imported, which spreadsheets do as well as the models of language.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
