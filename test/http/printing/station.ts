import { env } from "cloudflare:workers";
import { expect, vi } from "vitest";

import { openDatabase } from "../../../src/db/database.ts";
import { documents, fedexAccounts } from "../../../src/db/schema.ts";
import {
	PRINT_PROTOCOL,
	type PrintNotice,
	type PrintOrder,
} from "../../../src/shipping/model/printing/print-messages.ts";
import { sampleId, sampleSettings } from "../../shipping/samples.ts";
import { visit } from "../../visit.ts";
import { call, ORIGIN, request } from "../client.ts";
import { seedHeldDivision, seedShipment } from "../seeds.ts";

export type Station = { id: string; token: string };

export async function makeStation(change: Record<string, unknown> = {}): Promise<Station> {
	const { id } = await call<{ id: string }>("POST", "/print-stations", 201, {
		body: { name: "Table 1", formats: ["PDF", "ZPL"], ...change },
	});
	return { id, token: await pair(id) };
}

export async function pair(id: string): Promise<string> {
	const { code } = await call<{ code: string }>("POST", `/print-stations/${id}/pairing-code`, 201);
	const response = await request("POST", "/print/pair", { token: null, body: { code } });
	const text = await response.text();
	expect(response.status, text).toBe(200);
	return (JSON.parse(text) as { token: string }).token;
}

/** A station's end of the line, as a test drives it. */
export class Line {
	readonly heard: PrintOrder[] = [];
	closed: number | undefined;
	readonly #socket: WebSocket;

	constructor(socket: WebSocket) {
		this.#socket = socket;
		socket.accept();
		socket.addEventListener("message", ({ data }) => {
			this.heard.push(JSON.parse(String(data)) as PrintOrder);
		});
		socket.addEventListener("close", ({ code }) => {
			this.closed = code;
		});
	}

	say(notice: PrintNotice): void {
		this.#socket.send(JSON.stringify(notice));
	}

	cut(): void {
		this.#socket.close(1001, "cut");
	}

	/** The ids that it was told to print, once there are that many. */
	async prints(count: number): Promise<string[]> {
		const ids = () =>
			this.heard.flatMap((order) => (order.type === "print" ? [order.printId] : []));
		await vi.waitUntil(() => ids().length >= count, { timeout: 5_000, interval: 5 });
		return ids();
	}

	async recalled(): Promise<string[]> {
		const found = () => this.heard.find((order) => order.type === "recall");
		await vi.waitUntil(() => found() !== undefined, { timeout: 5_000, interval: 5 });
		const order = found();
		return order?.type === "recall" ? order.printIds : [];
	}
}

export function knock(token: string): Promise<Response> {
	return visit(`${ORIGIN}/print/socket`, {
		headers: {
			Upgrade: "websocket",
			"Sec-WebSocket-Protocol": `${PRINT_PROTOCOL}, ${token}`,
		},
	});
}

export async function connect({ token }: Station, journalId = "journal-1"): Promise<Line> {
	const response = await knock(token);
	expect(response.status).toBe(101);
	expect(response.headers.get("Sec-WebSocket-Protocol")).toBe(PRINT_PROTOCOL);
	if (response.webSocket === null) {
		throw new Error("no socket came back");
	}
	const line = new Line(response.webSocket);
	line.say({ type: "hello", journalId, kind: "agent" });
	return line;
}

/** A labelled shipment of a production account whose label lies in the bucket. */
export async function seedLabel(
	change: { environment?: "production" | "sandbox"; contentType?: string; isTest?: boolean } = {},
) {
	const db = openDatabase(env.DB);
	const accountId = sampleId("fac");
	await db.insert(fedexAccounts).values({
		id: accountId,
		name: "FedEx NL",
		accountNumber: "510088001",
		environment: change.environment ?? "production",
		shipCredentialsSealed: "",
		trackCredentialsSealed: "",
		createdAt: 1,
		updatedAt: 1,
	});
	const divisionId = await seedHeldDivision(accountId, {
		settings: sampleSettings({ fedexAccountId: accountId, testDivision: change.isTest ?? false }),
	});
	const shipment = await seedShipment({
		divisionId,
		fedexAccountId: accountId,
		status: "labelled",
	});
	const key = `${shipment.id}/1/1-label-1.pdf`;
	const contentType = change.contentType ?? "application/pdf";
	await db.update(documents).set({ contentType });
	await env.DOCUMENTS.put(key, contentType === "application/zpl" ? "^XA^XZ" : "%PDF-1.7 a label");
	return { ...shipment, accountId };
}

export async function print(station: Station, documentId: string, copies = 1): Promise<void> {
	await call("POST", `/print-stations/${station.id}/jobs`, 202, { body: { documentId, copies } });
}

export type Job = {
	id: string;
	state: string;
	run: number;
	doubt: string | null;
	mayBeOut: boolean;
};

export async function jobs(station: Station): Promise<Job[]> {
	const { items } = await call<{ items: Job[] }>("GET", `/print-stations/${station.id}/jobs`, 200);
	return items;
}

export async function untilState(station: Station, state: string): Promise<Job> {
	let last: Job | undefined;
	await vi.waitUntil(
		async () => {
			[last] = await jobs(station);
			return last?.state === state;
		},
		{ timeout: 5_000, interval: 20 },
	);
	if (last === undefined) {
		throw new Error("the station has no job");
	}
	return last;
}

export function fetchPaper({ token }: Station, printId: string): Promise<Response> {
	return request("GET", `/print/jobs/${printId}/document`, {
		token,
		headers: { "X-Journal-Id": "journal-1" },
	});
}
