"""Tests of the library that is kept compiled."""
