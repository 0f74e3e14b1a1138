import { newId } from "../lib/ids.ts";

const DOOR_OPEN_MS = 3_600_000;

/** Opens the door to ADMIN_TOKEN for an hour, and says so in the audit, where nobody else stands as its opener. */
export function adminResetSql(now: number): string[] {
	return [
		`update settings set admin_token_until = ${now + DOOR_OPEN_MS} where id = 1`,
		`insert into audit_events (id, at, actor, action, subject, version, details, applied)
			values ('${newId("aud", now)}', ${now}, 'operator:reset', 'admin_token.door_opened',
				'admin_token:door', ${now}, '{}', changes())`,
	];
}
