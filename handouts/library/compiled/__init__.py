"""The library, once read and checked, kept on disk as plain data, so that a new process need not read it all again.

- ``manifest``: the key, a digest of everything that decides what the library says;
- ``codec``: values to JSON and back, by their types alone;
- ``parts``: the library as one run of bytes, of which each part is decoded when it is first asked for;
- ``vault``: files that only this user can have written, and only whole;
- ``opening``: the three together. Whatever is amiss, the sources are read as if there were nothing.
"""
