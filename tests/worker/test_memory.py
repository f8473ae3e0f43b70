"""How much memory the service and a worker may take, all their processes together and LibreOffice apart."""

import pytest

from bench.runs.memory import measure_service, measure_workers

pytestmark = [pytest.mark.long, pytest.mark.slow, pytest.mark.timeout(900)]


def test_the_service_takes_no_more_than_600_mb_before_work_and_when_it_rests() -> None:
    begun, opened, checked, rested = measure_service(1, pages=60, checks=40)
    for step in (begun, opened, rested):
        assert step.left.all_mb <= 600, step.after
    assert checked.most_mb <= 1000


def test_a_worker_takes_no_more_than_500_mb_at_rest_and_after_work() -> None:
    for step in measure_workers(1, [300], with_pdf=False):
        assert step.left.all_mb <= 500, step.after
