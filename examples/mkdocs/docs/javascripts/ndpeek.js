// MkDocs before 1.5 has no module scripts, so this one asks for the module. docs/assets/ndpeek/ is the package's folder dist/web.
import("../assets/ndpeek/ndpeek-viewer.js");
