"""One way for tests to have a browser in which somebody has signed in: a session of theirs, without a password."""

from flask.testing import FlaskClient

from letterkit.office.people import sessions
from letterkit.office.people.sessions import Place
from letterkit.store.tables import Person


def sign_in(client: FlaskClient, person: Person) -> FlaskClient:
    """``client`` as after the sign-in of ``person``."""
    database = client.application.extensions["letterkit"].database
    token = sessions.begin(database, person.id, Place("127.0.0.1", "Firefox, Linux"))
    with client.session_transaction() as session:
        session.update(_user_id=person.fs_uniquifier, sign_in=token)
    return client
