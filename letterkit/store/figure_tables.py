"""Figures counted once: of days that are over, so that a page of a year's figures does not read a year's journal."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from letterkit.store.tables import Base, Json


class SentDay(Base):
    """The letters that went out on the day that ``begins`` then, as ``office.figures.sent_days`` counts them."""

    __tablename__ = "sent_days"

    body: Mapped[str] = mapped_column(String(60), primary_key=True)
    begins: Mapped[datetime] = mapped_column(primary_key=True)
    figures: Mapped[Json]
