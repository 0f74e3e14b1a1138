import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import { readStopToken } from "../../lib/shipment-tokens.ts";
import type { MailFacts } from "../../shipping/ports/telling.ts";
import { mailSayer } from "../../shipping/tell/mail-texts.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { CustomerDocument } from "../track/document.tsx";
import { languageOf, readLanguage, sayer } from "../track/languages.ts";

const PATH = "/mails/stop/:token";

/**
 * Where mails to customers are stopped. A mail program posts here with one click (RFC 8058); a person who follows the
 * link is asked first, because scanners of mail open every link. Whoever has the link may stop them, and nothing else.
 */
export function stopMailRoutes(): Api {
	const routes = newApi();
	routes.use(PATH, readLanguage);
	routes.get(PATH, (c) => answer(c, "ask"));
	routes.post(PATH, (c) => answer(c, "stopped"));
	return routes;
}

async function answer(c: HttpContext, what: "ask" | "stopped"): Promise<Response> {
	c.header("Cache-Control", "no-store");
	c.header("X-Robots-Tag", "noindex, nofollow, noarchive");
	const { keys, mails, clock } = c.var.services;
	const language = languageOf(c);
	const shipmentId = await readStopToken(keys, c.req.param("token") ?? "");
	const facts =
		shipmentId === undefined ? undefined : (await mails.findFacts([shipmentId])).get(shipmentId);
	if (shipmentId === undefined || facts === undefined) {
		const say = sayer(language);
		return show(c, { title: say("unknown.title"), text: say("unknown.text") }, null, 404);
	}
	// A shipment without an address gets no mails anyway.
	if (what === "stopped") {
		await mails.stop(shipmentId, clock.now());
	}
	const { company, orderNumber } = facts;
	const say = mailSayer(language, { company, number: orderNumber });
	const state = facts.isStopped ? "stopped" : what;
	return show(
		c,
		{ title: say(`${state}.title`), text: say(`${state}.text`) },
		facts,
		200,
		state === "ask" ? (
			<form method="post">
				<button class="button">{say("stop")}</button>
			</form>
		) : null,
	);
}

function show(
	c: HttpContext,
	{ title, text }: { title: string; text: string },
	facts: MailFacts | null,
	status: ContentfulStatusCode,
	form: Child = null,
): Response | Promise<Response> {
	const language = languageOf(c);
	const brand =
		facts === null
			? null
			: {
					divisionId: facts.divisionId,
					version: (facts.colour ?? "none").replace("#", ""),
					company: facts.company,
					logo: null,
				};
	return c.html(
		<CustomerDocument title={title} language={language} say={sayer(language)} brand={brand}>
			<section class="head">
				<h1>{title}</h1>
				<p class="explain">{text}</p>
				{form}
			</section>
		</CustomerDocument>,
		status,
	);
}
