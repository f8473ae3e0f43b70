"""Function checks: a folder for each family, in it the checks of the rule files ``FAMILY.*.yml``."""
