import { env } from "cloudflare:workers";
import { vi } from "vitest";

import type { Store, StoreChange } from "../simulators/twin/store.ts";
import { keepVisits, type Visit } from "../visit.ts";
import { type Planted, printable } from "./leaks.ts";
import { secretsOf } from "./twin-secrets.ts";

export const METHODS = ["log", "info", "warn", "error", "debug", "trace"] as const;

export type Watch = ReturnType<typeof startWatch>;

/** Keeps what the Worker prints and answers from here on, and every secret that is handed out meanwhile. */
export function startWatch() {
	const visits = keepVisits();
	const printed: string[] = [];
	const changes: StoreChange[] = [];
	const given: Planted[] = [];
	for (const method of METHODS) {
		vi.spyOn(console, method).mockImplementation((...values: unknown[]) => {
			printed.push(values.map(printable).join(" "));
		});
	}
	return {
		printed,
		visits,
		watchStore(store: Store) {
			changes.push(...store.snapshot());
			store.onChange((change) => changes.push(change));
		},
		/** Notes a secret that only the test knows, and hands it back. */
		give(kind: string, value: string | null | undefined): string {
			if (value === null || value === undefined || value === "") {
				throw new Error(`there is no ${kind} to look for`);
			}
			given.push({ kind, value });
			return value;
		},
		/** What the twins gave out and know of people by now. */
		twinSecrets: () => secretsOf(changes),
		/** Everything that was handed out so far, whoever it was meant for. */
		planted(): Planted[] {
			const keys = Object.values(JSON.parse(env.ENCRYPTION_KEYS) as Record<string, string>);
			return [
				...secretsOf(changes),
				...given,
				{ kind: "administrator's token", value: env.ADMIN_TOKEN },
				...keys.map((value) => ({ kind: "encryption key", value })),
				...visits.flatMap(({ headers }) => headers.flatMap(givenByHeader)),
			];
		},
	};
}

/** What an answer hands to the one browser that it is for. */
function givenByHeader([name, value]: [string, string]): Planted[] {
	if (name === "set-cookie") {
		const secret = value.split(";")[0]?.split("=").slice(1).join("=") ?? "";
		return secret.length > 20 ? [{ kind: "cookie", value: secret }] : [];
	}
	const state = name === "location" ? URL.parse(value)?.searchParams.get("state") : undefined;
	return state === null || state === undefined ? [] : [{ kind: "OAuth state", value: state }];
}

/** What anybody may see of an answer. The cookie and the state are for the browser that asked: these two headers carry them, and nothing else may. */
export function shown(visited: Visit): string {
	const headers = visited.headers
		.filter(([name]) => name !== "set-cookie")
		.map(([name, value]) =>
			name === "location" && URL.parse(value)?.pathname.endsWith("/oauth2/auth") ? name : value,
		);
	return [...headers, visited.problem].join("\n");
}

export async function audited(): Promise<string> {
	const { results } = await env.DB.prepare("select * from audit_events").all();
	return JSON.stringify(results);
}
