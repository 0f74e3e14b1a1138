import { z } from "@hono/zod-openapi";

import { findForPrinting } from "../db/print-jobs.ts";
import { findStationToken } from "../db/print-stations.ts";
import { sha256Hex } from "../lib/encoding.ts";
import { refusal } from "../lib/errors.ts";
import { cleanZpl } from "../shipping/labels/clean-zpl.ts";
import { JOURNAL_HEADER, PRINT_PROTOCOL } from "../shipping/model/printing/print-messages.ts";
import { isPairingCode, pairStation } from "../shipping/print/pair-station.ts";
import { stationOfToken } from "../shipping/print/station-secrets.ts";
import { recallLabel } from "../shipping/recall-label.ts";
import { throttle } from "./access/throttle.ts";
import { isSameSecret } from "./auth.ts";
import { type Api, changeOf, type HttpContext, newApi } from "./context.ts";
import { refuseInvalid } from "./validation.ts";

/**
 * What a print station talks to: it is paired by a code, keeps a socket, and fetches each paper when it is its turn.
 * Whether a label may still come out of a printer is asked at that moment, by the rule of the signed links and then
 * some; a refusal cancels the job.
 */
export function printingRoutes(): Api {
	const routes = newApi();

	routes.post("/print/pair", async (c) => {
		const parsed = pairSchema.safeParse(await readJson(c));
		refuseInvalid(parsed);
		const code = parsed.data?.code ?? "";
		const { services } = c.var;
		await throttle(c, "pairing_code", await isPairingCode(code, services.clock.now(), services));
		return c.json(await pairStation(code, changeOf(c), services), 200);
	});

	routes.get("/print/socket", async (c) => {
		const station = await requireStation(c);
		if (c.req.header("Upgrade")?.toLowerCase() !== "websocket") {
			throw refusal("request.malformed", "This address takes WebSockets only.");
		}
		const answer = await c.var.services.printStation(station.id).fetch(
			new Request("https://station/", {
				headers: { Upgrade: "websocket", "X-Station-Name": encodeURIComponent(station.name) },
			}),
		);
		// The answer of another object can't take the headers that every answer gets.
		return new Response(null, {
			status: 101,
			webSocket: answer.webSocket,
			headers: { "Sec-WebSocket-Protocol": PRINT_PROTOCOL },
		});
	});

	routes.get("/print/jobs/:job/document", async (c) => {
		const station = await requireStation(c);
		const printId = c.req.param("job");
		const { bucket, db, printStation } = c.var.services;
		const handed = await printStation(station.id).handOver(
			printId,
			c.req.header(JOURNAL_HEADER) ?? "",
		);
		if (handed === null) {
			throw refusal("print_job.not_yours", "This paper is not to be printed by this station now.");
		}
		const document = await findForPrinting(db, handed.documentId);
		const [isRecalled, stored] =
			document?.isPrintable === true
				? await Promise.all([recallLabel(document, c.var.services), bucket.get(document.key)])
				: [true, null];
		if (document === undefined || isRecalled) {
			await printStation(station.id).refuse(printId);
			throw refusal("document.revoked", "This paper is not printed any more: it was taken back.");
		}
		if (stored === null) {
			// Nobody can print it, and what waits behind it must not wait for it.
			await printStation(station.id).refuse(printId);
			c.var.log.warn("print.document_missing", { documentId: handed.documentId });
			throw refusal(
				"document.missing",
				"This paper is not in the storage any more, so it can't be printed. Look at its shipment.",
			);
		}
		const bytes = new Uint8Array(await stored.arrayBuffer());
		const isZpl = document.contentType === "application/zpl";
		return c.body(isZpl ? cleanZpl(bytes).bytes : bytes, 200, {
			"Content-Type": document.contentType,
			"Cache-Control": "no-store",
		});
	});

	return routes;
}

const pairSchema = z.object({ code: z.string().min(1).max(40) });

async function readJson(c: HttpContext): Promise<unknown> {
	try {
		return await c.req.json();
	} catch {
		throw refusal("request.malformed", "The body can't be read as JSON.");
	}
}

/** The station that the token names, in the header or, where a browser can set none, as the socket's second protocol. */
async function requireStation(c: HttpContext): Promise<{ id: string; name: string }> {
	const [, offered] = (c.req.header("Sec-WebSocket-Protocol") ?? "").split(",");
	const bearer = /^Bearer +(\S+) *$/i.exec(c.req.header("Authorization") ?? "")?.[1];
	const token = bearer ?? offered?.trim() ?? "";
	const id = stationOfToken(token);
	const found = id === undefined ? undefined : await findStationToken(c.var.services.db, id);
	// Compared in any case, so that the time tells nothing of which stations there are.
	const isRight = await isSameSecret(await sha256Hex(token), found?.tokenHash ?? "");
	if (id === undefined || found === undefined || !isRight) {
		throw refusal(
			"print_station.wrong_token",
			"This station is not paired any more. Make a code on the console's page Printing and pair it again.",
		);
	}
	return { id, name: found.name };
}
