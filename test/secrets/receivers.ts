import { env } from "cloudflare:workers";
import { onTestFinished } from "vitest";

import type { Watch } from "./watch.ts";

/** Whoever is told of a parcel outside: a shop's server, the operator's chat, and whoever gets a mail. */

const OUTSIDE = "http://127.0.0.1:9199";

type Mail = { to: string[]; subject: string; text: string; html?: string };

type Receivers = {
	shopUrl: string;
	chatUrl: string;
	/** What each was told, as text. */
	shop: string[];
	chat: string[];
	mails: Mail[];
	/** What was counted, as text. */
	points: string[];
	/** The next request to them, or the next mail, fails with an error that quotes all it was given. */
	failNext(who: "shop" | "chat" | "mail"): void;
	answer(request: Request): Promise<Response> | undefined;
};

export function startReceivers(watch: Pick<Watch, "give">): Receivers {
	const shopUrl = `${OUTSIDE}/shop/${watch.give("address of a receiver", "a-path-that-is-known-to-the-shop-alone")}`;
	const chatUrl = `${OUTSIDE}/services/T0A1B2C3D/B4E5F6G7H/${watch.give("address of a chat", "XyZ0PlantedChatKey987654")}`;
	const failing = new Set<string>();
	const shop: string[] = [];
	const chat: string[] = [];
	const mails: Mail[] = [];

	async function take(request: Request, who: "shop" | "chat"): Promise<Response> {
		const body = await request.text();
		const signature = request.headers.get("webhook-signature");
		if (signature !== null) {
			watch.give("signature for a receiver", signature.split(",")[1]);
		}
		if (failing.delete(who)) {
			throw new Error(`${request.url} ${JSON.stringify([...request.headers])} ${body}`);
		}
		(who === "shop" ? shop : chat).push(body);
		return new Response(null, { status: 204 });
	}

	const points: string[] = [];
	bindForTheTest({
		METRICS: { writeDataPoint: (point: object) => void points.push(JSON.stringify(point)) },
		EMAIL: { send: sendMail },
		MAIL_FROM: "parcels@connector.test",
	});

	async function sendMail(mail: Mail): Promise<{ messageId: string }> {
		for (const [, token] of mail.text.matchAll(/\/(?:track|stop)\/[\w.-]*\.([\w-]{43})/g)) {
			watch.give("signature in a customer's address", token);
		}
		if (failing.delete("mail")) {
			throw Object.assign(new Error(JSON.stringify(mail)), { code: "E_INTERNAL" });
		}
		mails.push(mail);
		return { messageId: `<${mails.length}@mail.test>` };
	}

	return {
		shopUrl,
		chatUrl,
		shop,
		chat,
		mails,
		points,
		failNext: (who) => void failing.add(who),
		answer(request) {
			if (request.url === shopUrl) {
				return take(request, "shop");
			}
			return request.url === chatUrl ? take(request, "chat") : undefined;
		},
	};
}

/** What is commented out or empty in `wrangler.toml`, for as long as the test runs. */
function bindForTheTest(bindings: Record<string, unknown>): void {
	const own = env as unknown as Record<string, unknown>;
	const before = Object.keys(bindings).map((name) => [name, own[name]] as const);
	Object.assign(own, bindings);
	onTestFinished(() => void Object.assign(own, Object.fromEntries(before)));
}
