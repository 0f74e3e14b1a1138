import { AppError } from "../../lib/errors.ts";
import { LIMITS } from "../../shipping/model/limits.ts";
import type { HttpContext } from "../context.ts";
import { networkOf } from "./network.ts";

/**
 * Guesses are counted by the network that they come from, and all together. While either is full nobody learns
 * whether a secret was right, for a minute at most; a network that sent the right one lately is not held for what
 * others send. Where nobody can count, nobody enters. API tokens are too long to be guessed: a right one is never
 * held, only the wrong ones are.
 */
const KINDS = {
	admin_token: {
		name: "tokens",
		max: LIMITS.wrongAdminTokensAMinute,
		inAll: LIMITS.wrongAdminTokensInAll,
	},
	api_token: { name: "tokens", max: LIMITS.wrongApiTokensAMinute, inAll: null },
	pairing_code: {
		name: "codes",
		max: LIMITS.wrongPairingCodesAMinute,
		inAll: LIMITS.wrongPairingCodesInAll,
	},
} as const;

type Kind = keyof typeof KINDS;

/** @throws AppError `auth.too_many_tries`, `auth.nobody_counts` */
export async function throttle(c: HttpContext, kind: Kind, isRight: boolean): Promise<void> {
	const now = c.var.services.clock.now();
	const name = `${kind}:${await networkName(c)}`;
	if (isRight && kind === "admin_token" && wasRightLately(name, now)) {
		return;
	}
	const heldForMs = await countTry(c, kind, { name, isRight, now });
	if (heldForMs > 0) {
		throw new AppError({
			code: "auth.too_many_tries",
			disposition: "wait",
			message: `Too many wrong ${KINDS[kind].name} came from here. Wait a minute, then try again.`,
			retryAfterSeconds: heldForMs / 1_000,
		});
	}
	if (isRight) {
		noteRight(name, now);
	}
}

async function countTry(
	c: HttpContext,
	kind: Kind,
	{ name, ...tried }: { name: string; isRight: boolean; now: number },
): Promise<number> {
	const { gatekeeper } = c.var.services;
	const { max, inAll } = KINDS[kind];
	try {
		const { heldForMs, isKnown } = await gatekeeper(name).look({ max, now: tried.now });
		if (heldForMs > 0) {
			return heldForMs;
		}
		if (inAll !== null && !isKnown) {
			const all = await gatekeeper(`${kind}:all`).tryOnce({ ...tried, max: inAll });
			if (all.heldForMs > 0) {
				return all.heldForMs;
			}
		}
		return (await gatekeeper(name).tryOnce({ ...tried, max })).heldForMs;
	} catch (cause) {
		throw new AppError({
			code: "auth.nobody_counts",
			disposition: "retry",
			message: `No ${KINDS[kind].name} can be checked just now. Try again in a moment.`,
			cause,
		});
	}
}

/** What is kept of the address can't be turned back into it. */
async function networkName(c: HttpContext): Promise<string> {
	const network = networkOf(c.req.header("CF-Connecting-IP") ?? "");
	const [, hash = ""] = (await c.var.services.keys.sign("console", `login|${network}`)).split(".");
	return hash.slice(0, 16);
}

/** Spares a program that uses ADMIN_TOKEN the counting at every call. */
const rightAt = new Map<string, number>();
const NETWORKS_MAX = 200;

function wasRightLately(name: string, now: number): boolean {
	return Math.abs(now - (rightAt.get(name) ?? 0)) < LIMITS.minute;
}

function noteRight(name: string, now: number): void {
	if (rightAt.size >= NETWORKS_MAX) {
		rightAt.clear();
	}
	rightAt.set(name, now);
}
