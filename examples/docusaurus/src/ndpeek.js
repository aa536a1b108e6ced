import "ndpeek/viewer";
