import { isAppError } from "./errors.ts";

/**
 * One structured line per step. The Cloudflare dashboard indexes the keys. Only ids, codes, counts and
 * durations are logged: never tokens, secrets, signed addresses, names, streets or bodies of the vendors.
 */
export type LogFields = Record<string, string | number | boolean | null | undefined>;

export interface Log {
	info(event: string, fields?: LogFields): void;
	warn(event: string, fields?: LogFields): void;
	error(event: string, error: unknown, fields?: LogFields): void;
	with(fields: LogFields): Log;
}

/** Waiting is no failure; an error that the program names is a warning; only what nobody foresaw is an error. */
export function logPostponed(log: Log, event: string, error: unknown, fields: LogFields): void {
	if (!isAppError(error)) {
		log.error(event, error, fields);
		return;
	}
	const line = { ...fields, code: error.code, disposition: error.disposition };
	if (error.disposition === "wait") {
		log.info(event, line);
	} else {
		log.warn(event, line);
	}
}

export function createLog(base: LogFields = {}): Log {
	return {
		info: (event, fields) => console.log({ event, ...base, ...fields }),
		warn: (event, fields) => console.warn({ event, level: "warn", ...base, ...fields }),
		error: (event, error, fields) =>
			console.error({ event, level: "error", ...base, ...fields, ...describeError(error) }),
		with: (fields) => createLog({ ...base, ...fields }),
	};
}

export const silentLog: Log = {
	info: () => undefined,
	warn: () => undefined,
	error: () => undefined,
	with: () => silentLog,
};

function describeError(error: unknown): LogFields {
	if (!(error instanceof Error)) {
		return { errorName: typeof error };
	}
	const { code } = error as { code?: unknown };
	return {
		errorName: error.name,
		code: typeof code === "string" ? code : undefined,
		// A vendor's or a driver's message may quote values; where in our code it happened may not.
		stack: framesOf(error),
	};
}

/** A stack begins with the message, and lines of that may look like places too. */
function framesOf({ message, stack = "" }: Error): string {
	return stack
		.slice(stack.indexOf(message) + message.length)
		.split("\n")
		.filter((line) => /^\s+at .*(?::\d+:\d+\)?|\(<anonymous>\))$/.test(line))
		.slice(0, 8)
		.join("\n");
}

/**
 * The platform prints the message of whatever fails an invocation, and that may quote a query's values. So it is our
 * line that tells of it, and the platform hears only that there is one.
 */
export async function failQuietly(event: string, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		createLog().error(event, error);
		throw new Error(`${event}: the line before this one says where`);
	}
}
