"""All the tables there are: whoever asks for them here has the modules loaded that define them."""

from sqlalchemy import MetaData

from letterkit.store import (
    api_tables,
    backup_tables,
    batch_tables,
    desk_tables,
    directory_tables,
    figure_tables,
    held_tables,
    incoming_tables,
    keeping_tables,
    key_tables,
    likeness_tables,
    mail_tables,
    notice_tables,
    post_tables,
    register_tables,
    retention_tables,
    rule_tables,
    second_step_tables,
    session_tables,
    signature_tables,
)
from letterkit.store.tables import Base

assert batch_tables.Batch.metadata is key_tables.RowKey.metadata is keeping_tables.KeptItem.metadata is Base.metadata
assert rule_tables.RuleCount.metadata is register_tables.Call.metadata is Base.metadata
assert session_tables.SignIn.metadata is notice_tables.Notice.metadata is Base.metadata
assert desk_tables.Snippet.metadata is figure_tables.SentDay.metadata is Base.metadata
assert incoming_tables.Incoming.metadata is mail_tables.Mailing.metadata is Base.metadata
assert signature_tables.FileSignature.metadata is post_tables.RowBarcode.metadata is Base.metadata
assert likeness_tables.LikenessKey.metadata is api_tables.Webhook.metadata is Base.metadata
assert second_step_tables.CodeApp.metadata is Base.metadata
assert backup_tables.ScheduledBackup.metadata is Base.metadata
assert retention_tables.Hold.metadata is Base.metadata
assert held_tables.HeldChange.metadata is Base.metadata
assert directory_tables.DirectoryPerson.metadata is Base.metadata
METADATA: MetaData = Base.metadata
