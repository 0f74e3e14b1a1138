/** Names of calls that stay the same from one run to the next. */
export function nameOfSql(sql: string): string {
	const text = sql
		.replaceAll(/\s+/g, " ")
		.replaceAll(/\?(, ?\?)+/g, "?")
		.trim();
	const [, verb = "sql", table = ""] =
		/^(select|insert|update|delete|with)\b.*?\b(?:from|into|update|or ignore into)? ?"?([a-z_]+)"?/i.exec(
			text,
		) ?? [];
	const target = /\b(?:from|into|update) "?([a-z_]+)"?/i.exec(text)?.[1] ?? table;
	return `${verb.toLowerCase()} ${target} #${hash(text)}`;
}

export function nameOfBatch(statements: readonly string[]): string {
	const names = statements.map((sql) => nameOfSql(sql));
	const [first = "nothing"] = names;
	return `batch of ${first} and ${hash([...new Set(names.slice(1))].join())}`;
}

const FOLDERS = ["attempts", "claims", "keys"];

/** The folder of a key; documents lie under their shipment. */
export function nameOfKey(key: string): string {
	const [folder = ""] = key.split("/");
	return `${FOLDERS.includes(folder) ? folder : "documents"}/`;
}

/** Without host, country site, division and ids. */
export function nameOfUrl(method: string, url: URL): string {
	const path = url.pathname
		.replace(/^\/(nl|be|de|fr|es|co\.uk|com)\//, "/")
		.replaceAll(/\d{4,}/g, "…")
		.replaceAll(/guid'[^']*'/g, "…")
		.replaceAll(/[0-9a-f-]{36}/g, "…");
	return `${method} ${path}`;
}

/** FNV-1a, short. */
function hash(text: string): string {
	let value = 0x811c9dc5;
	for (let at = 0; at < text.length; at += 1) {
		value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	}
	return (value >>> 0).toString(16).padStart(8, "0").slice(0, 5);
}
