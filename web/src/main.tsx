import { render } from "preact";
import { App } from "./shell/App";
import { listen } from "./shell/router";
import { setTheme, theme } from "./shell/theme";

setTheme(theme());
listen();
const root = document.getElementById("app");
if (root) render(<App />, root);
