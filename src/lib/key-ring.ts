import { fromBase64, fromBase64Url, toBase64Url } from "./encoding.ts";
import { AppError } from "./errors.ts";

/**
 * The keys of `ENCRYPTION_KEYS`: `{ "<key id>": "<32 bytes, base64>" }`, the last one encrypts, all decrypt.
 * Each purpose has its own key, derived with HKDF from its label, so that a link's signature can never open
 * storage. A sealed text is `v1.<key id>.<iv>.<ciphertext>` and is bound to its place (`context`): moved to
 * another row it does not open.
 */
type KeyPurpose = "links" | "idempotency" | "console" | "track" | "mail";

export class KeyRing {
	readonly #secrets: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
	readonly #current: string;
	readonly #derived = new Map<string, Promise<CryptoKey>>();

	constructor(secrets: ReadonlyMap<string, Uint8Array<ArrayBuffer>>, current: string) {
		this.#secrets = secrets;
		this.#current = current;
	}

	/** Whose key seals and signs. */
	get currentId(): string {
		return this.#current;
	}

	/** In the order of the ring. */
	get ids(): string[] {
		return [...this.#secrets.keys()];
	}

	async seal(plaintext: string | Uint8Array<ArrayBuffer>, context: string): Promise<string> {
		const iv = crypto.getRandomValues(new Uint8Array(12));
		const key = await this.#aesKey(this.#current);
		const bytes = typeof plaintext === "string" ? new TextEncoder().encode(plaintext) : plaintext;
		const sealed = await crypto.subtle.encrypt(
			{ name: "AES-GCM", iv, additionalData: bound(context, this.#current) },
			key,
			bytes,
		);
		return `v1.${this.#current}.${toBase64Url(iv)}.${toBase64Url(new Uint8Array(sealed))}`;
	}

	/** @throws AppError `secrets.unreadable` when the key is gone, the place is wrong or the text was changed. */
	async openBytes(sealed: string, context: string): Promise<Uint8Array<ArrayBuffer>> {
		const [version, keyId = "", iv = "", ciphertext = ""] = sealed.split(".");
		if (version !== "v1" || !this.#secrets.has(keyId)) {
			throw unreadable(`no key "${keyId}" in ENCRYPTION_KEYS`);
		}
		const key = await this.#aesKey(keyId);
		try {
			return new Uint8Array(
				await crypto.subtle.decrypt(
					{ name: "AES-GCM", iv: fromBase64Url(iv), additionalData: bound(context, keyId) },
					key,
					fromBase64Url(ciphertext),
				),
			);
		} catch (cause) {
			throw unreadable("it was changed or moved", cause);
		}
	}

	async open(sealed: string, context: string): Promise<string> {
		return new TextDecoder().decode(await this.openBytes(sealed, context));
	}

	/** HMAC-SHA-256 with the current key of that purpose, as `<key id>.<base64url>`. */
	async sign(purpose: KeyPurpose, message: string): Promise<string> {
		const key = await this.#hmacKey(purpose, this.#current);
		const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(message));
		return `${this.#current}.${toBase64Url(new Uint8Array(signature))}`;
	}

	/** Constant-time through WebCrypto; false for anything malformed. */
	async verify(purpose: KeyPurpose, message: string, signature: string): Promise<boolean> {
		const [keyId = "", value = "", more] = signature.split(".");
		if (!this.#secrets.has(keyId) || more !== undefined || !/^[A-Za-z0-9_-]{43}$/.test(value)) {
			return false;
		}
		const key = await this.#hmacKey(purpose, keyId);
		return crypto.subtle.verify(
			"HMAC",
			key,
			fromBase64Url(value),
			new TextEncoder().encode(message),
		);
	}

	#aesKey(keyId: string): Promise<CryptoKey> {
		return this.#derive(keyId, "storage", { name: "AES-GCM", length: 256 }, ["encrypt", "decrypt"]);
	}

	#hmacKey(purpose: KeyPurpose, keyId: string): Promise<CryptoKey> {
		return this.#derive(keyId, `hmac ${purpose}`, { name: "HMAC", hash: "SHA-256", length: 256 }, [
			"sign",
			"verify",
		]);
	}

	#derive(
		keyId: string,
		label: string,
		algorithm: { name: string; length: number; hash?: string },
		usages: ("encrypt" | "decrypt" | "sign" | "verify")[],
	): Promise<CryptoKey> {
		const cacheKey = `${keyId} ${label}`;
		let derived = this.#derived.get(cacheKey);
		if (derived === undefined) {
			derived = this.#deriveOnce(keyId, label, algorithm, usages);
			this.#derived.set(cacheKey, derived);
		}
		return derived;
	}

	async #deriveOnce(
		keyId: string,
		label: string,
		algorithm: { name: string; length: number; hash?: string },
		usages: ("encrypt" | "decrypt" | "sign" | "verify")[],
	): Promise<CryptoKey> {
		const secret = this.#secrets.get(keyId);
		if (secret === undefined) {
			throw unreadable(`no key "${keyId}" in ENCRYPTION_KEYS`);
		}
		const base = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
		return crypto.subtle.deriveKey(
			{
				name: "HKDF",
				hash: "SHA-256",
				salt: new Uint8Array(0),
				info: new TextEncoder().encode(`exact-fedex-connector ${label}`),
			},
			base,
			algorithm,
			false,
			usages,
		);
	}
}

/** Which key sealed or signed a text; it need not be in the ring. */
export function keyIdOf(text: string): string {
	const parts = text.split(".");
	return (parts[0] === "v1" && parts.length === 4 ? parts[1] : parts[0]) ?? "";
}

let cached: { json: string; ring: KeyRing } | undefined;

/** Reads `ENCRYPTION_KEYS`; the derived keys are kept for the life of the isolate. */
export function openKeyRing(json: string): KeyRing {
	if (cached?.json !== json) {
		cached = { json, ring: parseKeyRing(json) };
	}
	return cached.ring;
}

function parseKeyRing(json: string): KeyRing {
	let parsed: unknown;
	try {
		parsed = JSON.parse(json);
	} catch {
		// The parser's own words quote what it read, which is a key.
		throw badKeys("it is not JSON");
	}
	if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
		throw badKeys("it is not an object");
	}
	const secrets = new Map<string, Uint8Array<ArrayBuffer>>();
	for (const [keyId, value] of Object.entries(parsed)) {
		// JSON objects list whole numbers first, whatever their place, and the last key is the one that encrypts.
		if (!/^[A-Za-z][A-Za-z0-9_-]{0,31}$/.test(keyId)) {
			// It is not named: where id and key were swapped, it is the key.
			throw badKeys("a key id may only have letters, digits, - and _, a letter first");
		}
		secrets.set(keyId, parseSecret(keyId, value));
	}
	const current = [...secrets.keys()].at(-1);
	if (current === undefined) {
		throw badKeys("it holds no key");
	}
	return new KeyRing(secrets, current);
}

function parseSecret(keyId: string, value: unknown): Uint8Array<ArrayBuffer> {
	let bytes: Uint8Array<ArrayBuffer>;
	try {
		bytes = fromBase64(String(value));
	} catch {
		throw badKeys(`key "${keyId}" is not base64`);
	}
	if (bytes.length !== 32) {
		throw badKeys(`key "${keyId}" has ${bytes.length} bytes and needs 32`);
	}
	// Repetitions, words and counting bytes: random bytes stay below 128 once in 2^32 keys.
	if (new Set(bytes).size < 12 || bytes.every((byte) => byte < 128)) {
		throw badKeys(`key "${keyId}" is a sample value, not a random one`);
	}
	return bytes;
}

function badKeys(reason: string): AppError {
	return new AppError({
		code: "secrets.bad_encryption_keys",
		disposition: "retry",
		message: `ENCRYPTION_KEYS can't be used: ${reason}. Set it to {"k1":"<32 random bytes, base64>"}.`,
	});
}

function unreadable(reason: string, cause?: unknown): AppError {
	return new AppError({
		code: "secrets.unreadable",
		disposition: "retry",
		message: `A stored secret can't be opened: ${reason}.`,
		cause,
	});
}

function bound(context: string, keyId: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(new TextEncoder().encode(`${context}|${keyId}`));
}
