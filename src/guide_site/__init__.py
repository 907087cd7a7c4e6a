"""The site: a folder for each thing that a reader sees, its Python, scripts and styles together."""
