/**
 * The one error of the program. `disposition` says what the machinery does with it (the table is in README,
 * "Failures"); `code` (`area.reason`) never changes once published; `message` is for people; `context` may be
 * logged, so no secret and no personal data goes into it.
 */
export type Disposition = "retry" | "wait" | "refuse" | "suspend" | "reauthorize" | "uncertain";

/** One thing that a person can mend: the field as its owner names it, and what to do. */
export type Problem = {
	code: string;
	field: string;
	message: string;
	remedy: string;
};

export type AppErrorOptions = {
	code: string;
	disposition: Disposition;
	message: string;
	retryAfterSeconds?: number | undefined;
	context?: Record<string, string | number | boolean | null> | undefined;
	problems?: Problem[] | undefined;
	cause?: unknown;
};

export class AppError extends Error {
	override name = "AppError";
	readonly code: string;
	readonly disposition: Disposition;
	readonly retryAfterSeconds: number | undefined;
	readonly context: Record<string, string | number | boolean | null>;
	readonly problems: Problem[];

	constructor(options: AppErrorOptions) {
		super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
		this.code = options.code;
		this.disposition = options.disposition;
		this.retryAfterSeconds = options.retryAfterSeconds;
		this.context = options.context ?? {};
		this.problems = options.problems ?? [];
	}
}

/** Works across Durable Object calls too, where `instanceof` does not survive. */
export function isAppError(error: unknown): error is AppError {
	return (
		error instanceof Error &&
		typeof (error as Partial<AppError>).code === "string" &&
		typeof (error as Partial<AppError>).disposition === "string"
	);
}

/** A refusal that the caller caused: becomes a 4xx at the API. */
export function refusal(code: string, message: string, problems: Problem[] = []): AppError {
	return new AppError({ code, disposition: "refuse", message, problems });
}
