import type { Api } from "./api.ts";

/** What the twins say about the demo company: one entry a division. */
export type DemoDivision = {
	connection: {
		name: string;
		region: string;
		clientId: string;
		clientSecret: string;
		webhookSecret: string;
	};
	code: number;
	fedexCountry: string;
	settings: Record<string, unknown>;
	/** What it is released to. */
	mode: "live" | "shadow";
};

export type DemoAccount = {
	accountNumber: string;
	environment: "sandbox" | "production";
	ship: { clientId: string; clientSecret: string };
	track: { clientId: string; clientSecret: string };
	/** Of FedEx Freight, where the company uses it. */
	freight?: { clientId: string; clientSecret: string };
};

export type Division = {
	id: string;
	connectionId: string;
	region: string;
	code: number;
	name: string;
	mode: string;
	lastPollAt: string | null;
};

type Items<T> = { items: T[] };

/** Connects each country site through the real consent redirect, and maps its division. Repeating it is harmless. */
export async function connectDemo(
	api: Api,
	demo: readonly DemoDivision[],
	accounts: Record<string, DemoAccount>,
	say: (line: string) => void,
): Promise<Division[]> {
	const mapped: Division[] = [];
	for (const entry of demo) {
		const connectionId = await connect(api, entry);
		const accountId = await addAccount(api, entry, accounts);
		const divisions = await api.get<Items<Division>>("/api/v1/divisions?limit=200");
		const division = divisions.items.find(
			(found) => found.connectionId === connectionId && found.code === entry.code,
		);
		if (division === undefined) {
			throw new Error(`division ${entry.code} is not among those of the connection`);
		}
		if (division.mode === "off") {
			await api.send("PUT", `/api/v1/divisions/${division.id}/settings`, {
				...entry.settings,
				fedexAccountId: accountId,
			});
		}
		say(`connected ${entry.connection.region.padEnd(4)} ${entry.connection.name}`);
		mapped.push(division);
	}
	return mapped;
}

async function connect(api: Api, entry: DemoDivision): Promise<string> {
	const known = await api.get<Items<{ id: string; name: string; status: string }>>(
		"/api/v1/exact-connections?limit=200",
	);
	const found =
		known.items.find((connection) => connection.name === entry.connection.name) ??
		(await api.send<{ id: string; status: string }>(
			"POST",
			"/api/v1/exact-connections",
			entry.connection,
		));
	if (found.status !== "connected") {
		const { url } = await api.send<{ url: string }>(
			"POST",
			`/api/v1/exact-connections/${found.id}/authorize`,
		);
		await consent(url);
	}
	return found.id;
}

/** Walks the redirects of the authorization-code flow as a browser would, and presses "Allow". */
async function consent(authorizeUrl: string): Promise<void> {
	const cookies = new Map<string, string>();
	const atExact = await follow(authorizeUrl, cookies);
	const page = await fetch(atExact);
	const form = new URLSearchParams();
	const html = await page.text();
	for (const [, name = "", value = ""] of html.matchAll(
		/<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"/g,
	)) {
		form.set(
			name,
			value.replaceAll("&amp;", "&").replaceAll("&#39;", "'").replaceAll("&quot;", '"'),
		);
	}
	const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1]?.replaceAll("&amp;", "&") ?? atExact;
	const allowed = await fetch(new URL(action, atExact), {
		method: "POST",
		body: form,
		redirect: "manual",
	});
	const back = allowed.headers.get("location");
	if (back === null) {
		throw new Error(`Exact did not redirect back after consent (${allowed.status})`);
	}
	const returned = await fetch(back, {
		redirect: "manual",
		headers: { cookie: cookieHeader(cookies) },
	});
	if (returned.status !== 302 && returned.status !== 303) {
		throw new Error(`the callback answered ${returned.status}: ${await returned.text()}`);
	}
}

async function follow(url: string, cookies: Map<string, string>): Promise<string> {
	const response = await fetch(url, { redirect: "manual" });
	for (const cookie of response.headers.getSetCookie()) {
		const [pair = ""] = cookie.split(";");
		const at = pair.indexOf("=");
		cookies.set(pair.slice(0, at), pair.slice(at + 1));
	}
	const location = response.headers.get("location");
	if (location === null) {
		throw new Error(`${new URL(url).pathname} answered ${response.status} and did not redirect`);
	}
	return new URL(location, url).href;
}

function cookieHeader(cookies: ReadonlyMap<string, string>): string {
	return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}

async function addAccount(
	api: Api,
	entry: DemoDivision,
	accounts: Record<string, DemoAccount>,
): Promise<string> {
	const account = accounts[entry.fedexCountry];
	if (account === undefined) {
		throw new Error(`the demo has no FedEx account for ${entry.fedexCountry}`);
	}
	const known = await api.get<Items<{ id: string; accountNumber: string }>>(
		"/api/v1/fedex-accounts?limit=200",
	);
	const found = known.items.find((candidate) => candidate.accountNumber === account.accountNumber);
	if (found !== undefined) {
		return found.id;
	}
	const { id } = await api.send<{ id: string }>("POST", "/api/v1/fedex-accounts", {
		name: `FedEx ${entry.fedexCountry}`,
		...account,
	});
	return id;
}
