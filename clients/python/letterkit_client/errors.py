"""Чем кончается запрос, который служба не выполнила."""

from http import HTTPStatus

import httpx

from .models.problem import Problem


class Refused(Exception):
    """Служба отказала: ``problem`` говорит, что, где и как исправить; None – ответила не она."""

    def __init__(self, status: HTTPStatus, problem: Problem | None):
        self.status, self.problem = status, problem
        super().__init__(f"{status.value}: {problem.detail if problem else status.phrase}")


def demand(response: httpx.Response) -> None:
    """Отказ – это Refused."""
    if response.status_code >= 300:
        is_ours = response.headers.get("Content-Type", "").startswith("application/problem+json")
        problem = Problem.from_dict(response.json()) if is_ours else None
        raise Refused(HTTPStatus(response.status_code), problem)


__all__ = ["Refused", "demand"]
