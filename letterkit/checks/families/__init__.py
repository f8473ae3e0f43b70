"""Function checks, one module a family; letterkit.checks.registry names them in order."""
