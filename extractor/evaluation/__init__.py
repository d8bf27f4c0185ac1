"""How good records are: scores against annotated reports."""
