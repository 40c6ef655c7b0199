"""Engines: they take chunks of rows to workers and bring back what became of each row, whatever dies on the way."""

from handouts.batch.engines.engine import Chunk, Engine, Finish, Lost, Setup, Task, chunked

__all__ = ["Chunk", "Engine", "Finish", "Lost", "Setup", "Task", "chunked"]
