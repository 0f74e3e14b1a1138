import type { HttpContext } from "./context.ts";

/** Whether a person looks at the answer: the console's addresses, and what a browser opens of the others. */
export function isPage(c: HttpContext): boolean {
	const { path } = c.req;
	if (path === "/" || /^\/(console|login|logout|track)(\/|$)/.test(path)) {
		return true;
	}
	const isOpenedByBrowsers = /^\/(oauth|labels)\//.test(path);
	return isOpenedByBrowsers && (c.req.header("Accept") ?? "").includes("text/html");
}
