"""The site without a server: a folder to unpack, and one file with all calculators.

`python -m guide_site.bundling site build` writes both from the finished site. Opened by double click, a
page may neither fetch nor import, so scripts are bundled and Python comes packed in scripts (`packing`).
"""
