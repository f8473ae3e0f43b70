"""Electronic signatures that lie beside a file (CMS): who made them, over which bytes, and whether they hold."""
