"""Clause 4.1 on whole letters."""

import pytest

from tests.checks.families.conftest import Letter, Look
