"""A letter on paper: LibreOffice lays it out, PDFium reads and shows it."""
