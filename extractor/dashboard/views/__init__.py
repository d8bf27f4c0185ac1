"""What can be looked at: one module a view, each with a function `draw`."""
