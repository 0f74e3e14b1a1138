import { sha256Hex } from "../../lib/encoding.ts";
import { randomCrockford } from "../../lib/ids.ts";
import { randomSecret } from "../../lib/random-secret.ts";
import { PRINT_LIMITS } from "../model/printing/print-limits.ts";

/** Names the station, so that its hash is found by that, and compared in constant time. */
const TOKEN = /^eps_(prs_[0-9A-Z]{22})_[\w-]{43}$/;

/** `eps_<station>_<256 bits>`: fit for a header and for a WebSocket's protocol. */
export function newStationToken(stationId: string): string {
	return `eps_${stationId}_${randomSecret()}`;
}

export function stationOfToken(token: string): string | undefined {
	return TOKEN.exec(token)?.[1];
}

/** As a person reads it aloud: `7F3K-9QXD`. */
export function newPairingCode(): string {
	const code = randomCrockford(PRINT_LIMITS.pairingCodeLength);
	return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Case, spaces, dashes and the letters that Crockford's alphabet leaves out make no difference. */
export function hashOfCode(typed: string): Promise<string> {
	const code = typed
		.toUpperCase()
		.replaceAll(/[^0-9A-Z]/g, "")
		.replaceAll("O", "0")
		.replaceAll(/[IL]/g, "1");
	return sha256Hex(`print-station-code|${code}`);
}
