"""The HTML report: self-contained pages made from the run record, in a folder that opens from disk.

``site.pages`` makes them, ``folder.write`` puts them in place. The blocks that pages share:
``page`` (templates), ``bits``, ``verdicts``, ``evidence``, ``charts``, ``number_line``, ``links``.
"""
