/**
 * What a database of an earlier time must not go on with: whoever was logged in, codes and answers that were good for a
 * moment, leases of runs that are no more. Divisions that shipped are on hold, because what was shipped after the backup
 * is not in it; connections say that they need consent, since their grants live in objects that no backup has.
 */
export function afterRestoreSql(madeAt: string, now: number): string {
	const audit = (subject: string, version: string, action: string, from: string) => `
		INSERT INTO audit_events (id, at, actor, action, subject, version, correlation_id, details, applied)
		SELECT 'aud_' || upper(hex(randomblob(11))), ${now}, 'restore', '${action}', ${subject}, ${version},
			'restore', json_object('madeAt', '${madeAt}'), 1 ${from};`;
	return [
		"DELETE FROM sessions;",
		"DELETE FROM one_time_codes;",
		"DELETE FROM idempotency_answers;",
		"DELETE FROM leases;",
		audit("'connection:' || id", "version + 1", "connection.restored", "FROM connections"),
		`UPDATE connections SET status = 'needs_reauthorization', grant_expires_at = NULL,
			keep_alive_due_at = NULL, version = version + 1, updated_at = ${now};`,
		audit(
			"'division:' || id",
			"version + 1",
			"division.restored",
			"FROM divisions WHERE mode = 'live'",
		),
		`UPDATE divisions SET mode = 'hold', poll_id = NULL, version = version + 1, updated_at = ${now}
			WHERE mode = 'live';`,
	].join("\n");
}
