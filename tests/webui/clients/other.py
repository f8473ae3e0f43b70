"""What a program does with the client that openapi-generator makes: python other.py ADDRESS TOKEN CARD."""

import json
import sys

from openapi_client import ApiClient, AppealAsked, AppealsApi, CheckAsked, Configuration, ReferenceApi, ToolsApi
from openapi_client.exceptions import ApiException

address, token, card = sys.argv[1:]
client = ApiClient(Configuration(host=f"{address}/api/v1"), "Authentication-Token", token)
asked = AppealAsked.from_dict({"card": json.loads(card)})
entered = AppealsApi(client).enter_appeal(asked, idempotency_key="other-1")
again = AppealsApi(client).enter_appeal_with_http_info(asked, idempotency_key="other-1")
assert (again.data.id, again.headers["Idempotent-Replayed"]) == (entered.id, "true")
sent = AppealsApi(client).attach_to_appeal(entered.id, [("письмо.txt", "Прошу ответить.".encode())])
assert [each.name for each in sent.files] == ["письмо.txt"]
report = ToolsApi(client).check(CheckAsked(text="Уважаемый Мария Петровна!", text_only=True))
try:
    AppealsApi(client).appeal(999999)
except ApiException as refused:
    print(refused.status, entered.number, report.findings[0].code)
print(ReferenceApi(client).me().name)
