"""The file itself: objects, embedded fonts, structure tree and metadata (ISO 32000-1, PDF 1.7)."""
