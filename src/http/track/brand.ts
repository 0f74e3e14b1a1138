import { findBrand } from "../../db/tracking-page.ts";
import { contrast, inkOn, lightened } from "../../lib/colours.ts";
import { READABLE } from "../../shipping/model/settings/branding.ts";
import { requireFound } from "../../shipping/refusals.ts";
import { type Api, newApi } from "../context.ts";

/** What a page at night stands on; `track.css` has the same. */
const NIGHT = "#1b1d22";

/** Their addresses change with what they are, so they may be kept for ever. */
const KEPT = "public, max-age=31536000, immutable";

/** Colour and logo of a division, for its customers' pages: those carry no style of their own. */
export function brandRoutes(): Api {
	const routes = newApi();
	routes.get("/brand/:division/style.css", async (c) => {
		const id = c.req.param("division");
		const brand = requireFound("division", id, await findBrand(c.var.services.db, id));
		return c.body(brand.colour === null ? "" : brandStyle(brand.colour), 200, {
			"Content-Type": "text/css; charset=utf-8",
			"Cache-Control": KEPT,
		});
	});
	routes.get("/brand/:division/logo", async (c) => {
		const { bucket, db } = c.var.services;
		const id = c.req.param("division");
		const { logo } = requireFound("division", id, await findBrand(db, id));
		const found = logo === null ? null : await bucket.get(logo.key);
		const object = requireFound("logo", id, found ?? undefined);
		return c.body(object.body, 200, {
			"Content-Type": logo?.contentType ?? "application/octet-stream",
			"Content-Length": String(object.size),
			"Cache-Control": KEPT,
		});
	});
	return routes;
}

/** Only a checked colour gets here: what it stands between is style. */
export function brandStyle(colour: string): string {
	if (!/^#[\da-f]{6}$/.test(colour)) {
		return "";
	}
	const night = contrast(colour, NIGHT) >= READABLE ? colour : lightened(colour, NIGHT, READABLE);
	const rule = (accent: string) => `:root{--accent:${accent};--on-accent:${inkOn(accent)}}`;
	return `${rule(colour)}\n@media (prefers-color-scheme:dark){${rule(night)}}\n`;
}
