"""What a program does with letterkit-client: python main.py ADDRESS TOKEN CARD."""

import json
import sys
from io import BytesIO

from letterkit_client import connect, errors
from letterkit_client.api.appeals import appeal, attach_to_appeal, enter_appeal
from letterkit_client.api.reference import me
from letterkit_client.api.tools import check
from letterkit_client.models import AppealAsked, CheckAsked, FilesForm
from letterkit_client.types import File

address, token, card = sys.argv[1:]
client = connect(address, token)
asked = AppealAsked.from_dict({"card": json.loads(card)})
entered = enter_appeal.sync(client=client, body=asked, idempotency_key="py-1")
again = enter_appeal.sync_detailed(client=client, body=asked, idempotency_key="py-1")
assert (again.parsed.id, again.headers["Idempotent-Replayed"]) == (entered.id, "true")
form = FilesForm(files=[File(payload=BytesIO("Прошу ответить.".encode()), file_name="письмо.txt")])
assert [each.name for each in attach_to_appeal.sync(entered.id, client=client, body=form).files] == ["письмо.txt"]
report = check.sync(client=client, body=CheckAsked(text="Уважаемый Мария Петровна!", text_only=True))
try:
    appeal.sync(999999, client=client)
except errors.Refused as refused:
    print(refused.problem.status if refused.problem else "", entered.number, report.findings[0].code)
print(me.sync(client=client).name)
