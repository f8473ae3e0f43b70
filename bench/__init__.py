"""Measures of letterkit, beside the product: accuracy, speed, made-up registers, rivals."""
