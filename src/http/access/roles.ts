import { matchedRoutes } from "hono/route";

import type { Role } from "../../shipping/model/roles.ts";
import type { Scope } from "../../shipping/ports/access.ts";
import type { HttpContext } from "../context.ts";
import { PEOPLE } from "./routes.ts";

/** What a person may do through the API's functions that the pages share. */
export const SCOPES_OF: Record<Role, readonly Scope[]> = {
	viewer: ["read"],
	operator: ["read", "operate"],
	administrator: ["read", "operate", "admin"],
};

/** The role that the request's route takes; for one that nobody listed an administrator's, and none for no route. */
export function leastRoleOf(c: HttpContext): Role {
	const route = matchedRoutes(c).find(({ method }) => method !== "ALL");
	return route === undefined
		? "viewer"
		: (PEOPLE[`${route.method} ${route.path}`] ?? "administrator");
}

const patterns = Object.entries(PEOPLE)
	.map(([route, role]) => {
		const [method = "", path = ""] = route.split(" ");
		return { method, parts: path.split("/"), role };
	})
	.toSorted((a, b) => countParameters(a.parts) - countParameters(b.parts));

/** The role that a link or a form takes, by the path that it leads to: what is not allowed is not shown. */
export function leastRoleFor(method: "GET" | "POST", address: string): Role {
	const parts = (address.split("?")[0] ?? "").split("/");
	const found = patterns.find(
		(pattern) =>
			pattern.method === method &&
			pattern.parts.length === parts.length &&
			pattern.parts.every((part, at) => part.startsWith(":") || part === parts[at]),
	);
	return found?.role ?? "administrator";
}

function countParameters(parts: readonly string[]): number {
	return parts.filter((part) => part.startsWith(":")).length;
}
