"""A letter on paper: LibreOffice lays it out, pypdf measures it, pypdfium2 shows it."""
