project = "Blob notebook"
extensions = ["nbsphinx", "sphinx.ext.mathjax"]
html_theme = "furo"
exclude_patterns = ["_build", "README.md", "**.ipynb_checkpoints"]

# The notebook is shown as it was saved: no kernel runs.
nbsphinx_execute = "never"

# _static/ndpeek/ is the package's folder dist/web.
html_static_path = ["_static"]
html_js_files = [("ndpeek/ndpeek-viewer.js", {"type": "module"})]
