"""slovnet's models as natasha brings them, over the one copy of the words and their vectors.

slovnet's own reader takes 30 MB and 0.1 s more for each of them: its list of words is that of the vectors.
"""

from typing import TYPE_CHECKING, Any

from letterkit.core.loading import loading
from letterkit.russian.vectors import natasha_data, vectors

if TYPE_CHECKING:
    from slovnet import NER


@loading("natasha")
def name_model() -> "NER":
    """Marks people, bodies and places in texts."""
    from slovnet import NER
    from slovnet.exec.encoders import TagEncoder
    from slovnet.exec.infer import NERInfer, TagDecoder
    from slovnet.exec.model import NER as Model

    model, shapes, tags = _read("model/slovnet_ner_news_v1.tar", Model, "tag")
    encoder = TagEncoder(vectors(), shapes)
    return NER(NERInfer(model, encoder, TagDecoder(tags)), encoder.batch_size)


@loading("natasha")
def syntax_model() -> tuple[Any, Any, list[str]]:
    """(weights, shapes of words, relations) of the model of dependencies."""
    from slovnet.exec.model import Syntax as Model

    model, shapes, relations = _read("model/slovnet_syntax_news_v1.tar", Model, "rel")
    return model, shapes, relations.items


def _read(file: str, kind: type, answers: str) -> tuple[Any, Any, Any]:
    """(the model of that ``kind``, shapes of words, what it may answer)."""
    from slovnet.exec.pack import Pack

    with Pack(str(natasha_data(file))) as pack:
        pack.load_meta().check_protocol()
        scheme = pack.load_model(kind)
        arrays = dict(pack.load_arrays(scheme.weights))
        shapes, possible = pack.load_vocab("shape"), pack.load_vocab(answers)
    return scheme.inject_arrays(arrays).inject_navec(vectors()), shapes, possible
