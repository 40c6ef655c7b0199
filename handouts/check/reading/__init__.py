"""Measures of how hard a text is to read: sentences, syllables, grades, and the list of plain words."""
