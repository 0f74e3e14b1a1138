import { count, currentInvocation, noteCreate } from "./counters.ts";

export const platformFetch = globalThis.fetch.bind(globalThis);

/** Vendor calls are counted and share an invocation's connections; the simulators' clock is none. */
export function countFetch(): void {
	globalThis.fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
		const { pathname } = new URL(input instanceof Request ? input.url : input);
		if (pathname.startsWith("/_twin/")) {
			return platformFetch(input, init);
		}
		count("fetches");
		const run = async () => {
			const startedAt = Date.now();
			const response = await platformFetch(input, init);
			if (pathname === "/ship/v1/shipments" && init?.method === "POST") {
				noteCreate(Date.now() - startedAt);
			}
			return response;
		};
		return currentInvocation()?.connections.hold(run) ?? run();
	};
}

/** Lines are counted and not printed: on the platform another process takes them. */
export function countLogs(): void {
	for (const level of ["log", "warn"] as const) {
		console[level] = () => count("log lines");
	}
	const { error } = console;
	console.error = (...args: unknown[]) => {
		count("log lines");
		error(...args);
	};
}
