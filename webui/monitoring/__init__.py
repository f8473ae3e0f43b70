"""Figures of the service's own work for Prometheus; those of the office are under webui.metrics."""

from webui.monitoring.answer import blueprint

__all__ = ["blueprint"]
