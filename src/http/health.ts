import { findPausedAt } from "../db/system.ts";
import { AppError } from "../lib/errors.ts";
import { VERSION } from "../services.ts";
import { type Api, newApi } from "./context.ts";

/** Whether this version answers and reaches its database. */
export function healthRoutes(): Api {
	const routes = newApi();
	routes.get("/health", async (c) => {
		try {
			await findPausedAt(c.var.services.db);
		} catch (cause) {
			throw new AppError({
				code: "health.no_database",
				disposition: "retry",
				message: "The database does not answer.",
				cause,
			});
		}
		return c.json({ status: "ok", version: VERSION });
	});
	return routes;
}
