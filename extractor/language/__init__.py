"""What a report is made of, whatever the field: tokens, sentences, lines, names, dates, who speaks."""
