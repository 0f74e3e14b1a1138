import { describe, expect, it } from "vitest";

import { toBase64Url, toHex } from "../../src/lib/encoding.ts";
import type { StoreChange } from "../simulators/twin/store.ts";
import { leaksIn, printable } from "./leaks.ts";
import { leaksOfRun, type RunRecord } from "./run-leaks.ts";
import { secretsOf } from "./twin-secrets.ts";

const SECRET = "Kx7vQ2mP9sT4wZ8a/Lr5nB3+cY6dF1gH0==";

const PLANTED = [
	{ kind: "secret", value: SECRET },
	{ kind: "token", value: "stampNL001.a+b/c=" },
	{ kind: "name", value: "Noëlle van 't Hof" },
	{ kind: "phone", value: "+31 6 12345678" },
];

describe("a planted value", () => {
	it.each([
		["as it is", "Bearer stampNL001.a+b/c=", "token"],
		["in an address", `/?q=${encodeURIComponent("stampNL001.a+b/c=")}`, "token"],
		["in a form", "name=No%C3%ABlle+van+'t+Hof", "name"],
		["in JSON within JSON", JSON.stringify(JSON.stringify({ name: "Noëlle van 't Hof" })), "name"],
		["in ASCII", "NAME Noelle van 't Hof", "name"],
		[
			"with small hex digits in an address",
			"Kx7vQ2mP9sT4wZ8a%2fLr5nB3%2bcY6dF1gH0%3d%3d",
			"secret",
		],
		["in JSON of ASCII only", '"No\\u00eblle van \'t Hof"', "name"],
		["in HTML", "<td>Noëlle van &#39;t Hof</td>", "name"],
		["in base64", `Basic ${btoa("stampNL001.a+b/c=")}`, "token"],
		["in base64 behind a name", `Basic ${btoa(`x:${SECRET}`)}`, "secret"],
		["in base64 between others", btoa(`ab${SECRET}cd`), "secret"],
		["in base64 of addresses", toBase64Url(new TextEncoder().encode(SECRET)), "secret"],
		["in hex", toHex(new TextEncoder().encode(SECRET)), "secret"],
		["in large hex", toHex(new TextEncoder().encode(SECRET)).toUpperCase(), "secret"],
		["by its beginning", `${SECRET.slice(0, 12)}...`, "secret"],
		["by its end", `...${SECRET.slice(-12)}`, "secret"],
		["by its end in an address", encodeURIComponent(SECRET.slice(-12)), "secret"],
		["without its blanks", "call +31612345678", "phone"],
		[
			"in an error's cause",
			printable(new Error("no", { cause: new Error("+31 6 12345678") })),
			"phone",
		],
		[
			"in a field of a line",
			printable({ event: "x", error: new Error("Noëlle van 't Hof") }),
			"name",
		],
	])("is found %s, and only its kind is told", (_how, text, kind) => {
		expect(leaksIn(text, PLANTED)).toEqual([kind]);
	});

	it("is not found where it is not, nor by a word of a name or a few signs of a secret", () => {
		const text = `stampNL001.a van 't Hof +31 6 1234567 ${SECRET.slice(0, 11)} ${SECRET.slice(-11)}`;
		expect(leaksIn(text, PLANTED)).toEqual([]);
	});
});

const CHANGES: StoreChange[] = [
	{ collection: "access-tokens", key: "an-access-token", value: {} },
	{ collection: "access-tokens", key: "an-access-token", value: null },
	{ collection: "refresh-tokens", key: "a-refresh-token", value: {} },
	{ collection: "codes", key: "a-code-of-exact", value: {} },
	{ collection: "tokens", key: "twin.0123456789", value: {} },
	{ collection: "apps", key: "nl/1", value: { clientSecret: "the-client-secret" } },
	{ collection: "nl/102673/contacts", key: "c1", value: { FullName: "Fleur de Boer" } },
	{ collection: "nl/102673/addresses", key: "a1", value: { AddressLine1: "Kade 12, achter" } },
];

const RUN: RunRecord = {
	workerLog:
		"request.done tick.done drain.done exact.token fedex.token poll.done shipment.labelled write_back.written " +
		"[wrangler:info] GET /oauth/exact/callback 302 Found",
	said: "administrator's token: the-admin-token",
	twinChanges: CHANGES,
	given: [{ kind: "cookie", value: "a-session-that-was-never-opened" }],
	adminToken: "the-admin-token",
	encryptionKeys: { k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKo=" },
};

describe("what real processes printed", () => {
	it("is looked through for what the twins gave out, also when they have forgotten it", () => {
		expect(secretsOf(CHANGES).map(({ value }) => value)).toContain("an-access-token");
		expect(leaksOfRun(RUN)).toEqual([]);
	});

	it.each([
		["an-access-token", "Exact's access token"],
		["a-refresh-token", "Exact's refresh token"],
		["a-code-of-exact", "Exact's authorization code"],
		["twin.0123456789", "FedEx's token"],
		["the-client-secret", "Exact's client secret"],
		["Fleur de Boer", "recipient's name"],
		["a-session-that-was-never-opened", "cookie"],
		["Kade 12, achter", "street"],
		["the-admin-token", "administrator's token"],
		["5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKo=", "encryption key"],
		[
			"/labels/doc_1?expires=1&signature=abcdefgh12",
			"an address with a code, a state or a signature",
		],
	])("tells of %s in the Worker's log", (secret, kind) => {
		const workerLog = `${RUN.workerLog}\n${secret}`;
		expect(leaksOfRun({ ...RUN, workerLog })).toEqual([`the Worker's log holds: ${kind}`]);
	});

	it("is looked through on the starter's side too, where only the administrator's token may stand", () => {
		const said = `${RUN.said} a-refresh-token`;
		expect(leaksOfRun({ ...RUN, said })).toEqual([
			"the starter's output holds: Exact's refresh token",
		]);
	});

	it("proves nothing where nothing was planted or nothing printed", () => {
		expect(leaksOfRun({ ...RUN, twinChanges: [] })).toHaveLength(5);
		expect(leaksOfRun({ ...RUN, workerLog: "" })).toHaveLength(8);
	});
});
