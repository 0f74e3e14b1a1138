import type { Child } from "hono/jsx";
import type { ContentfulStatusCode } from "hono/utils/http-status";

import { findTracked } from "../../db/tracking-page.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { brandRoutes } from "./brand.ts";
import { CustomerDocument } from "./document.tsx";
import { type Language, languageOf, readLanguage, sayer } from "./languages.ts";
import { brandOf, Contact, TrackingPage } from "./page.tsx";
import { readTrackingToken } from "./token.ts";
import { isWithdrawn, toView } from "./view.ts";

/** A customer who reloads it, or a mail program that looks at it twice, asks us once. */
const KEPT_SECONDS = 60;

/**
 * The page that a customer follows a parcel on, for whoever has the link. A link that was not made here costs no look
 * into the database, and every page costs one.
 */
export function trackRoutes(): Api {
	const routes = newApi();
	routes.use("/track/*", readLanguage);
	routes.get("/track/:token", async (c) => {
		c.header("X-Robots-Tag", "noindex, nofollow, noarchive");
		c.header("Vary", "Accept-Language");
		try {
			return await showTracking(c, c.req.param("token"), languageOf(c));
		} catch (error) {
			c.var.log.error("track.failed", error);
			return showNotice(c, "trouble", 503, null);
		}
	});
	routes.route("/", brandRoutes());
	return routes;
}

async function showTracking(c: HttpContext, token: string, language: Language): Promise<Response> {
	const { clock, db, keys } = c.var.services;
	const wanted = await readTrackingToken(keys, token);
	const tracked = wanted === undefined ? undefined : await findTracked(db, wanted.shipmentId);
	if (wanted === undefined || tracked === undefined) {
		return showNotice(c, "unknown", 404, null);
	}
	const { shipment } = tracked;
	if (shipment.link !== wanted.link) {
		return showNotice(c, "withdrawn", 410, brandOf(shipment));
	}
	if (isWithdrawn(shipment)) {
		const foot = <Contact shipment={shipment} say={sayer(language)} />;
		return showNotice(c, "gone", 410, brandOf(shipment), foot);
	}
	c.header("Cache-Control", `private, max-age=${KEPT_SECONDS}`);
	return c.html(
		<TrackingPage shipment={shipment} view={toView(tracked, clock.now())} language={language} />,
	);
}

/** What is said where there is nothing to follow. Nobody keeps it: the shipment may be sent after all. */
function showNotice(
	c: HttpContext,
	what: "gone" | "withdrawn" | "unknown" | "trouble",
	status: ContentfulStatusCode,
	brand: ReturnType<typeof brandOf> | null,
	foot: Child = null,
): Response | Promise<Response> {
	const language = languageOf(c);
	const say = sayer(language);
	c.header("Cache-Control", "no-store");
	return c.html(
		<CustomerDocument
			title={say(`${what}.title`)}
			language={language}
			say={say}
			brand={brand}
			foot={foot}
		>
			<section class="head">
				<h1>{say(`${what}.title`)}</h1>
				<p class="explain">{say(`${what}.text`)}</p>
			</section>
		</CustomerDocument>,
		status,
	);
}
