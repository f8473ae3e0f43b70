"""The files of appeals for other programs."""

from collections.abc import Sequence

from flask import Response as Answer
from flask import jsonify, url_for
from werkzeug.wrappers import Response

from letterkit.core.office import Scope
from letterkit.office.register import attached
from letterkit.store.register_tables import AppealFile
from webui.access import actor, needs
from webui.api.answer_headers import with_location
from webui.api.blueprint import blueprint
from webui.api.files import BYTES, FilesTold, FileTold, files_given, send_bytes
from webui.api.operations import operation
from webui.appeals.blueprint import ENTERERS, READERS
from webui.engine import engine


@blueprint.get("/appeals/<int:appeal_id>/files")
@needs(*READERS)
@operation("appealFiles", "Файлы обращения", Scope.READ, FilesTold)
def list_appeal_files(appeal_id: int) -> Answer:
    """The files that came with an appeal."""
    return _files(attached.files_of(engine().office, actor(), appeal_id))


@blueprint.post("/appeals/<int:appeal_id>/files")
@needs(*ENTERERS)
@operation("attachToAppeal", "Приложить файлы к обращению", Scope.APPEALS, FilesTold, status=201, form="FilesForm")
def attach_to_appeal(appeal_id: int) -> Answer:
    """Keeps files with an appeal, all or none; where one of them is, or the list of several."""
    office, by = engine().office, actor()
    attached.files_of(office, by, appeal_id)  # what is not there is told first
    added = attached.attach(office, by, appeal_id, files_given())
    several = url_for("api.list_appeal_files", appeal_id=appeal_id)
    return with_location(
        _files(attached.files_of(office, by, appeal_id)), _href(added[0]) if len(added) == 1 else several
    )


@blueprint.get("/appeals/<int:appeal_id>/files/<int:file_id>")
@needs(*READERS)
@operation("appealFile", "Файл обращения", Scope.READ, BYTES)
def appeal_file(appeal_id: int, file_id: int) -> Response:
    """A file as it was attached."""
    known, data = attached.read_file(engine().office, actor(), appeal_id, file_id)
    return send_bytes(data, BYTES, known.name)


def _files(files: Sequence[AppealFile]) -> Answer:
    told = [
        FileTold(
            id=each.id,
            name=each.name,
            size=each.size,
            sha256=each.content,
            href=_href(each),
        )
        for each in files
    ]
    return jsonify(FilesTold(files=told).model_dump(mode="json"))


def _href(file: AppealFile) -> str:
    return url_for("api.appeal_file", appeal_id=file.appeal_id, file_id=file.id)
