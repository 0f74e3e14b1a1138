import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** The Worker's secrets on this machine: made once, kept in a file that git does not see. */
export type LocalSecrets = { encryptionKeys: string; adminToken: string };

export function localSecrets(path: string): LocalSecrets {
	if (existsSync(path)) {
		return JSON.parse(readFileSync(path, "utf8")) as LocalSecrets;
	}
	const secrets = {
		encryptionKeys: JSON.stringify({ k1: randomBytes(32).toString("base64") }),
		adminToken: randomBytes(24).toString("base64url"),
	};
	mkdirSync(dirname(path), { recursive: true });
	writeFileSync(path, JSON.stringify(secrets), { mode: 0o600 });
	return secrets;
}
