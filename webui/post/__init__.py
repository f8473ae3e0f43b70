"""Letters that go by post: envelopes, the list of registered mail, numbers that come back."""

from webui.post.views import blueprint

__all__ = ["blueprint"]
