project = "Blob notes"
html_theme = "furo"
exclude_patterns = ["_build", "README.md"]

# _static/ndpeek/ is the package's folder dist/web.
html_static_path = ["_static"]
html_js_files = [("ndpeek/ndpeek-viewer.js", {"type": "module"})]
