import { LIMITS } from "../shipping/model/limits.ts";

/**
 * Exact blocks an endpoint for an hour, and longer if it goes on, after ten errors of an app's user in a division
 * within an hour (notes on the limits of its API, read 2026-11). So an endpoint rests after six in a rolling hour,
 * which holds wherever Exact's own hour begins. Pure; instants are ours.
 */
export type EndpointErrors = Readonly<Record<string, EndpointRecord>>;

type EndpointRecord = {
	/** In the order in which they came. */
	errorsAt: readonly number[];
	/** When Exact itself seems to have blocked it. */
	blockedUntil: number;
};

const COUNTED: ReadonlySet<number> = new Set([400, 401, 403, 404]);

/** The resource that a request is to, without division and key: what Exact counts errors by. */
export function endpointOf(url: string): string {
	const { pathname } = new URL(url);
	const [, path = pathname] = /\/api\/v1\/(?:\d+\/)?(.*)$/.exec(pathname) ?? [];
	return path.replace(/\(.*$/, "");
}

export function isCounted(status: number): boolean {
	return COUNTED.has(status);
}

/** A 429 here is one that looks like Exact's own block; any other status is an error that Exact counts. */
export function withError(
	before: EndpointErrors,
	seen: { endpoint: string; status: number },
	nowMs: number,
): EndpointErrors {
	const errors = withoutOld(before, nowMs);
	const { errorsAt = [], blockedUntil = 0 } = errors[seen.endpoint] ?? {};
	const record =
		seen.status === 429
			? { errorsAt, blockedUntil: nowMs + LIMITS.hour }
			: { errorsAt: [...errorsAt, nowMs], blockedUntil };
	return { ...errors, [seen.endpoint]: record };
}

export function withoutOld(errors: EndpointErrors, nowMs: number): EndpointErrors {
	const kept = Object.entries(errors).map(([endpoint, record]): [string, EndpointRecord] => [
		endpoint,
		{ ...record, errorsAt: record.errorsAt.filter((at) => at > nowMs - LIMITS.hour) },
	]);
	return Object.fromEntries(
		kept.filter(([, { errorsAt, blockedUntil }]) => errorsAt.length > 0 || blockedUntil > nowMs),
	);
}

export function countErrors(errors: EndpointErrors, endpoint: string, nowMs: number): number {
	return withoutOld(errors, nowMs)[endpoint]?.errorsAt.length ?? 0;
}

/** When the endpoint may be called again; null while it may be. */
export function restsUntil(errors: EndpointErrors, endpoint: string, nowMs: number): number | null {
	const record = withoutOld(errors, nowMs)[endpoint];
	if (record === undefined) {
		return null;
	}
	const sixthLast = record.errorsAt.at(-LIMITS.errorsBeforeEndpointRests);
	const until = Math.max(
		record.blockedUntil,
		sixthLast === undefined ? 0 : sixthLast + LIMITS.hour,
	);
	return until > nowMs ? until : null;
}

export function listResting(
	errors: EndpointErrors,
	nowMs: number,
): { endpoint: string; until: number }[] {
	return Object.keys(errors).flatMap((endpoint) => {
		const until = restsUntil(errors, endpoint, nowMs);
		return until === null ? [] : [{ endpoint, until }];
	});
}
