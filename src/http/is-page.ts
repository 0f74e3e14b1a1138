import type { HttpContext } from "./context.ts";

/** The page of a print station: it logs in by its pairing, not by the console's session. */
export const STATION_PATH = "/station";

/** Whether a person looks at the answer: the console's addresses, and what a browser opens of the others. */
export function isPage(c: HttpContext): boolean {
	const { path } = c.req;
	if (path === "/" || /^\/(console|login|logout|language|station|track|mails)(\/|$)/.test(path)) {
		return true;
	}
	const isOpenedByBrowsers = /^\/(oauth|labels)\//.test(path);
	return isOpenedByBrowsers && (c.req.header("Accept") ?? "").includes("text/html");
}
