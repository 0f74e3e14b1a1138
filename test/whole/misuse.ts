import type { Planted } from "../secrets/leaks.ts";
import { getJson } from "./twins.ts";

type Facts = { workerUrl: string; adminToken: string };

/**
 * Comes to a running Worker with a signed link, and then as those who are refused: with a bad signature, an unknown
 * token, a session that was never opened, a body that can't be read. Answers what of it no log may hold.
 */
export async function misuse({ workerUrl, adminToken }: Facts): Promise<Planted[]> {
	const planted: Planted[] = [];
	const give = (kind: string, value: string) => {
		planted.push({ kind, value });
		return value;
	};
	const bearer = { authorization: `Bearer ${adminToken}` };
	const json = { "content-type": "application/json" };
	async function expectStatus(status: number, path: string, init: RequestInit = {}) {
		const response = await fetch(new URL(path, workerUrl), { redirect: "manual", ...init });
		const text = await response.text();
		if (response.status !== status) {
			throw new Error(`${path.split("?")[0]} answered ${response.status} in place of ${status}`);
		}
		return text;
	}

	const { items } = await getJson<{ items: { id: string }[] }>(
		`${workerUrl}/api/v1/shipments?status=labelled&limit=1`,
		bearer,
	);
	const { documents } = await getJson<{ documents: { id: string }[] }>(
		`${workerUrl}/api/v1/shipments/${items[0]?.id}`,
		bearer,
	);
	const made = await expectStatus(200, `/api/v1/documents/${documents[0]?.id}/link`, {
		method: "POST",
		headers: { ...bearer, ...json },
		body: '{"expiresInSeconds":60}',
	});
	const { pathname, search, searchParams } = new URL((JSON.parse(made) as { url: string }).url);
	const signature = give("signature of a link", searchParams.get("signature") ?? "");
	await expectStatus(200, `${pathname}${search}`);
	await expectStatus(403, `${pathname}${search.replace(signature, signature.slice(0, -4))}`);

	const token = give("API token", `efc_${"q7Rk2".repeat(9)}`);
	await expectStatus(401, "/api/v1/status", { headers: { authorization: `Bearer ${token}` } });
	const session = give("cookie", "a-session-that-was-never-opened-here-Zq81");
	await expectStatus(303, "/console/orders", { headers: { cookie: `session=${session}` } });
	const secret = give("Exact's client secret", "a-client-secret-in-a-bad-request");
	await expectStatus(400, "/api/v1/exact-connections", {
		method: "POST",
		headers: { ...bearer, ...json },
		body: `{"clientSecret":"${secret}",`,
	});
	const name = give("recipient's name", "Mevrouw De Zoekterm");
	await expectStatus(200, `/api/v1/orders?q=${encodeURIComponent(name)}`, { headers: bearer });
	const connections = await getJson<{ items: { id: string }[] }>(
		`${workerUrl}/api/v1/exact-connections`,
		bearer,
	);
	await expectStatus(401, `/webhooks/exact/${connections.items[0]?.id}`, {
		method: "POST",
		body: `{"Content":{"Key":"${name}"},"HashCode":"${give("webhook signature", "A1B2".repeat(16))}"}`,
	});
	const query = new URLSearchParams({
		code: give("Exact's authorization code", "a-code-that-nobody-waits-for"),
		state: give("OAuth state", "a-state-that-nobody-made"),
	});
	await expectStatus(400, `/oauth/exact/callback?${query}`);
	const track = give("signature in a customer's address", `k1.${"Tr4ck".repeat(8)}abc`);
	await expectStatus(404, `/track/${"0".repeat(22)}.1.${track}`);
	return planted;
}
