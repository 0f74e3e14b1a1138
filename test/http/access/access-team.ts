import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from "jose";

import type { CallOptions } from "../client.ts";
import { request } from "../client.ts";

/** A team at Cloudflare Access as the Worker sees it: keys at its address, and assertions that they sign. */
export const AUDIENCE = "aud-of-the-connector";

type Pair = { kid: string; privateKey: CryptoKey; publicKey: CryptoKey };

let keysMade = 0;
/** The Worker keeps a team's keys for the life of its isolate, so no two teams share an address. */
let teamsMade = 0;

async function makePair(): Promise<Pair> {
	keysMade += 1;
	const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
	return { kid: `key-${keysMade}`, privateKey, publicKey };
}

export type Claims = JWTPayload & { email?: string | undefined };

export class AccessTeam {
	/** How often its keys were read. */
	reads = 0;
	isDown = false;
	readonly origin: string;
	readonly env: Partial<Env>;
	#pair: Pair;

	private constructor(pair: Pair) {
		teamsMade += 1;
		this.#pair = pair;
		this.origin = `http://127.0.0.1:${9_300 + teamsMade}`;
		this.env = {
			ACCESS_TEAM_DOMAIN: this.origin,
			ACCESS_AUD: AUDIENCE,
		} as unknown as Partial<Env>;
	}

	static async start(): Promise<AccessTeam> {
		return new AccessTeam(await makePair());
	}

	async rotate(): Promise<void> {
		this.#pair = await makePair();
	}

	/** For `startOutside({ elsewhere })`. */
	answer = (asked: Request): Promise<Response> | undefined => {
		if (asked.url !== `${this.origin}/cdn-cgi/access/certs`) {
			return undefined;
		}
		return this.#certs();
	};

	async #certs(): Promise<Response> {
		this.reads += 1;
		if (this.isDown) {
			return new Response("out of order", { status: 503 });
		}
		const { kid, publicKey } = this.#pair;
		const key = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
		return Response.json({ keys: [key] });
	}

	/** As Access signs it for somebody who logged in just now. */
	async assertionOf(email: string, change: Claims = {}): Promise<string> {
		const now = Math.floor(Date.now() / 1_000);
		const claims: Claims = {
			iss: this.origin,
			aud: AUDIENCE,
			sub: `sub-of-${email}`,
			email,
			iat: now,
			exp: now + 3_600,
			// Two logins of the same second are two tokens.
			identity_nonce: crypto.randomUUID(),
			...change,
		};
		const { kid, privateKey } = this.#pair;
		return new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(privateKey);
	}

	/** A request as it comes through Access. */
	visit(
		method: string,
		path: string,
		assertion: string | null,
		options: CallOptions = {},
	): Promise<Response> {
		return request(method, path, {
			token: null,
			...options,
			env: { ...this.env, ...options.env },
			headers: {
				...(assertion === null ? {} : { "Cf-Access-Jwt-Assertion": assertion }),
				...options.headers,
			},
		});
	}
}
