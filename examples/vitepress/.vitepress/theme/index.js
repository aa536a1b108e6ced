import DefaultTheme from "vitepress/theme";
import "ndpeek/viewer";

export default DefaultTheme;
