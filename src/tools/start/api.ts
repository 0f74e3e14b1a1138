/** The Worker's API as the starter uses it: with the administrator's token, answers as JSON. */
export type Api = {
	get<T>(path: string): Promise<T>;
	send<T>(method: "POST" | "PUT", path: string, body?: unknown): Promise<T>;
	tick(): Promise<void>;
};

export function createApi(url: string, adminToken: string): Api {
	async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
		const response = await fetch(`${url}${path}`, {
			method,
			headers: {
				authorization: `Bearer ${adminToken}`,
				...(body === undefined ? {} : { "content-type": "application/json" }),
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			signal: AbortSignal.timeout(60_000),
		});
		const text = await response.text();
		if (!response.ok) {
			throw new Error(`${method} ${path} answered ${response.status}: ${text.slice(0, 500)}`);
		}
		return (text === "" ? undefined : JSON.parse(text)) as T;
	}
	return {
		get: (path) => ask("GET", path),
		send: (method, path, body) => ask(method, path, body),
		async tick() {
			const response = await fetch(`${url}/cdn-cgi/local/scheduled?cron=*+*+*+*+*`, {
				signal: AbortSignal.timeout(60_000),
			});
			await response.body?.cancel();
		},
	};
}
