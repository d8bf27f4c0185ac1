"""How the sample documents are made from the sample reports."""
