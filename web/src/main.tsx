import { render } from "preact";
import { App } from "./shell/App";
import { routeOf } from "./routes";
import { here, listen } from "./shell/router";
import { setTheme, theme } from "./shell/theme";

// The view's module comes while the server is asked who is here.
void routeOf(here().view)?.load().catch(() => undefined);
setTheme(theme());
listen();
const root = document.getElementById("app");
if (root) render(<App />, root);
