"""Numbers that the post gives to letters of batches; that of a single letter stands with its dispatch."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from letterkit.store.tables import Base


class RowBarcode(Base):
    """The number (ШПИ) under which the letter of a row of a batch travels."""

    __tablename__ = "batch_barcodes"

    row_id: Mapped[int] = mapped_column(ForeignKey("batch_rows.id"), primary_key=True, autoincrement=False)
    code: Mapped[str] = mapped_column(String(14), index=True)
