/**
 * The Worker's API as the starter uses it: with the administrator's token, answers as JSON. A Worker that is being
 * started again is waited for; what the starter asks may be asked twice.
 */
export type Api = {
	get<T>(path: string): Promise<T>;
	send<T>(method: "POST" | "PUT", path: string, body?: unknown): Promise<T>;
	tick(): Promise<void>;
};

export function createApi(url: string, adminToken: string): Api {
	async function ask<T>(method: string, path: string, body?: unknown): Promise<T> {
		const { response, text } = await untilAnswered(() =>
			fetch(`${url}${path}`, {
				method,
				headers: {
					authorization: `Bearer ${adminToken}`,
					...(body === undefined ? {} : { "content-type": "application/json" }),
				},
				...(body === undefined ? {} : { body: JSON.stringify(body) }),
				signal: AbortSignal.timeout(60_000),
			}),
		);
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

const ANSWER_WITHIN_MS = 90_000;

async function untilAnswered(
	ask: () => Promise<Response>,
): Promise<{ response: Response; text: string }> {
	const until = Date.now() + ANSWER_WITHIN_MS;
	for (;;) {
		try {
			const response = await ask();
			return { response, text: await response.text() };
		} catch (error) {
			if (Date.now() > until) {
				throw error;
			}
			await new Promise((resolve) => setTimeout(resolve, 300));
		}
	}
}
