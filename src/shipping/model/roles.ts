/** What a person may do here: look; ship, void, print and replay; change settings, connections, people and tokens. */
export const ROLES = ["viewer", "operator", "administrator"] as const;

export type Role = (typeof ROLES)[number];

/** A role can do what those before it can. */
export function mayActAs(role: Role, least: Role): boolean {
	return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
