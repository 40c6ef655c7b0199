"""This program and what a user would pick instead, side by side: see ``__main__``."""
