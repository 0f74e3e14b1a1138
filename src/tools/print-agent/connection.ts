import { PRINT_LIMITS } from "../../shipping/model/printing/print-limits.ts";
import {
	CLOSED_BY,
	JOURNAL_HEADER,
	orderSchema,
	PING,
	PONG,
	PRINT_PROTOCOL,
} from "../../shipping/model/printing/print-messages.ts";
import type { Paper, PrintAgent } from "./agent.ts";

type Place = { url: string; token: string };

const FIRST_WAIT_MS = 500;
const LAST_WAIT_MS = 30_000;
const FETCH_MS = 20_000;

/** Why the agent can't go on by itself. */
export class SentAway extends Error {
	override name = "SentAway";
}

/** Keeps a connection, for as long as it is not sent away; a cut is followed by another try, each a little later. */
export async function stayConnected(
	place: Place,
	agent: PrintAgent,
	deps: { sleep(ms: number): Promise<void>; say(text: string): void },
): Promise<never> {
	let waitMs = FIRST_WAIT_MS;
	for (;;) {
		const { hasOpened, code } = await session(place, agent, deps.say);
		agent.cut();
		if (code === CLOSED_BY.replaced) {
			throw new SentAway("Another station connected with this token, so this one stops.");
		}
		if (code === CLOSED_BY.revoked || (!hasOpened && (await isRefused(place)))) {
			throw new SentAway("This station is not paired any more. Pair it again with --code.");
		}
		waitMs = hasOpened ? FIRST_WAIT_MS : Math.min(waitMs * 2, LAST_WAIT_MS);
		deps.say(`not connected; trying again in ${Math.round(waitMs / 100) / 10} s`);
		await deps.sleep(waitMs * (0.5 + Math.random() / 2));
	}
}

/** One connection, from its opening to its end. */
function session(
	{ url, token }: Place,
	agent: PrintAgent,
	say: (text: string) => void,
): Promise<{ hasOpened: boolean; code: number }> {
	const address = `${url.replace(/^http/, "ws")}/print/socket`;
	const socket = new WebSocket(address, [PRINT_PROTOCOL, token]);
	let hasOpened = false;
	let heardAt = Date.now();
	let pinger: NodeJS.Timeout | undefined;
	return new Promise((resolve) => {
		const end = (code: number) => {
			clearInterval(pinger);
			resolve({ hasOpened, code });
		};
		socket.addEventListener("open", () => {
			hasOpened = true;
			say("connected");
			agent.connected((notice) => {
				if (socket.readyState === WebSocket.OPEN) {
					socket.send(JSON.stringify(notice));
				}
			});
			pinger = setInterval(() => {
				// A line that is dead and does not know it never closes by itself.
				if (Date.now() - heardAt > PRINT_LIMITS.silentMs) {
					socket.close();
					end(1006);
				} else if (socket.readyState === WebSocket.OPEN) {
					socket.send(PING);
				}
			}, PRINT_LIMITS.pingMs);
		});
		socket.addEventListener("message", ({ data }) => {
			heardAt = Date.now();
			const text = String(data);
			const order = text === PONG ? undefined : orderSchema.safeParse(parse(text));
			if (order?.success === true) {
				agent.hear(order.data);
			}
		});
		socket.addEventListener("close", ({ code }) => end(code));
		// Followed by "close", except where it never opened.
		socket.addEventListener("error", () => end(1006));
	});
}

/** A refused socket says nothing of why; the same address without one does. */
async function isRefused({ url, token }: Place): Promise<boolean> {
	try {
		const { status } = await fetch(`${url}/print/socket`, {
			headers: { Authorization: `Bearer ${token}` },
			signal: AbortSignal.timeout(FETCH_MS),
		});
		return status === 401;
	} catch {
		return false;
	}
}

export async function fetchPaper(
	{ url, token }: Place,
	{ printId, journalId }: { printId: string; journalId: string },
): Promise<Paper> {
	const response = await fetch(`${url}/print/jobs/${printId}/document`, {
		headers: { Authorization: `Bearer ${token}`, [JOURNAL_HEADER]: journalId },
		signal: AbortSignal.timeout(FETCH_MS),
	});
	if (response.status === 409 || response.status === 410) {
		return "gone";
	}
	if (!response.ok) {
		throw new Error(`the paper could not be fetched (${response.status})`);
	}
	return {
		bytes: new Uint8Array(await response.arrayBuffer()),
		contentType: response.headers.get("content-type")?.split(";")[0] ?? "",
	};
}

export async function pairWithCode(
	url: string,
	code: string,
): Promise<{ name: string; token: string }> {
	const response = await fetch(`${url}/print/pair`, {
		method: "POST",
		headers: { "Content-Type": "application/json" },
		body: JSON.stringify({ code }),
		signal: AbortSignal.timeout(FETCH_MS),
	});
	const answer = (await response.json()) as { name: string; token: string; detail?: string };
	if (!response.ok) {
		throw new Error(answer.detail ?? `pairing failed (${response.status})`);
	}
	return answer;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
