import { expect } from "vitest";

import { demoDivisions } from "./simulators/demo/connect.ts";
import { FEDEX_DEMO_ACCOUNTS } from "./simulators/fedex/credentials.ts";
import type { Twins } from "./twins.ts";
import { api, consent, type Items, leaveAtRest, until } from "./worker.ts";

/** Connects divisions of the demo, all unless told, to their FedEx accounts; `settings` replace those of the demo. */
export async function connectAll(
	twins: Twins,
	settings: object = {},
	entries: typeof demoDivisions = demoDivisions,
): Promise<void> {
	leaveAtRest();
	for (const entry of entries) {
		const connection = await api<{ id: string; redirectUri: string }>(
			"POST",
			"/exact-connections",
			entry.connection,
		);
		const { region, clientId } = entry.connection;
		await twins.control("exact", "apps", {
			method: "PUT",
			body: { region, clientId, redirectUris: [connection.redirectUri] },
		});
		expect((await consent(twins, connection.id)).status).toBe(302);
		const country = entry.fedexCountry as keyof typeof FEDEX_DEMO_ACCOUNTS;
		const account = await api<{ id: string }>("POST", "/fedex-accounts", {
			name: `FedEx ${country}`,
			...FEDEX_DEMO_ACCOUNTS[country],
		});
		const { items } = await api<Items<{ id: string; code: number }>>("GET", "/divisions");
		const division = items.find((found) => found.code === entry.code);
		await api("PUT", `/divisions/${division?.id}/settings`, {
			...entry.settings,
			...settings,
			fedexAccountId: account.id,
		});
	}
}

/** Releases every division once it was read. */
export async function releaseAll(): Promise<void> {
	await until(async () => {
		const { items } = await api<Items<{ lastPollAt: string | null }>>("GET", "/divisions");
		return items.every((division) => division.lastPollAt !== null);
	});
	for (const { id } of (await api<Items<{ id: string }>>("GET", "/divisions")).items) {
		await api("POST", `/divisions/${id}/release`, { mode: "live", orders: "all" });
	}
}
