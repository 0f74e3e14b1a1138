import { bodyLimit } from "hono/body-limit";

import {
	isPushGenuine,
	looksOfPush,
	numbersOfPush,
	PUSH_SIGNATURE_HEADER,
	readPush,
} from "../fedex/push.ts";
import { refusal } from "../lib/errors.ts";
import { LIMITS } from "../shipping/model/limits.ts";
import { receivePush } from "../shipping/track/receive-push.ts";
import { type Api, newApi } from "./context.ts";

const pushCap = bodyLimit({
	maxSize: LIMITS.pushMaxBytes,
	onError: () => {
		throw refusal("request.too_large", `The body is larger than ${LIMITS.pushMaxBytes} bytes.`);
	},
});

/**
 * What FedEx pushes about parcels. Nothing is parsed before the signature was checked over the bytes as they came, and
 * no body is logged. It is answered once everything is stored: FedEx sends again what was not taken, and polling finds
 * what never comes. An account without push and one that is not there answer alike.
 */
export function fedexPushRoutes(): Api {
	const routes = newApi();
	routes.post("/webhooks/fedex/:account", pushCap, async (c) => {
		const { setup, log, ...services } = c.var.services;
		const id = c.req.param("account");
		const body = await c.req.arrayBuffer();
		const token = await setup.accounts.findPushToken(id);
		const signature = c.req.header(PUSH_SIGNATURE_HEADER);
		if (token === undefined || !(await isPushGenuine(token, body, signature))) {
			throw refusal("webhook.not_genuine", "This webhook is not signed for this account.");
		}
		const push = readPush(new TextDecoder().decode(body));
		if (push === undefined) {
			throw refusal("request.malformed", "The body can't be read as a push of FedEx.");
		}
		await receivePush(
			id,
			numbersOfPush(push),
			(numbers) => {
				const { looks, unknownCodes } = looksOfPush(push, numbers);
				if (unknownCodes.length > 0) {
					log.warn("fedex.status_unknown", { codes: unknownCodes.join(" ") });
				}
				return looks;
			},
			{ ...services, log },
		);
		return c.body(null, 200);
	});
	return routes;
}
