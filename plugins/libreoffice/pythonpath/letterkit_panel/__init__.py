"""letterkit inside LibreOffice: the standard library and UNO alone, as far as LibreOffice's own Python has them."""
