"""/health tells what answers."""

from flask.testing import FlaskClient


def test_health_names_every_part(client: FlaskClient) -> None:
    answer = client.get("/health")
    assert set(answer.json["parts"]) == {"rules", "libreoffice", "grammar"}
    assert answer.json["parts"]["rules"] is True
    assert answer.status_code == 503  # no grammar engine in these tests
    assert answer.json["status"] == "degraded"
