"""Обращаться к letterkit из своей программы: вызовы по разделам лежат в ``letterkit_client.api``."""

from . import errors
from .client import AuthenticatedClient, Client


def connect(address: str, token: str) -> AuthenticatedClient:
    """С кем говорить: адрес службы (https://letterkit.example.org) и ключ доступа программы."""
    return AuthenticatedClient(
        base_url=address.rstrip("/") + "/api/v1",
        token=token,
        prefix="",
        auth_header_name="Authentication-Token",
    )


__all__ = ["AuthenticatedClient", "Client", "connect", "errors"]
