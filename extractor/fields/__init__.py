"""The fields of the record, one file each: a pure function from a reading to findings, and its spaCy component."""
