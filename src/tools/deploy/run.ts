/** Runs wrangler with these arguments; never throws for what wrangler answers. */
export type Run = (args: readonly string[], env?: Readonly<Record<string, string>>) => Promise<Ran>;

export type Ran = { code: number; stdout: string; stderr: string };

/** What stops a deployment, for the person who runs it. */
export class DeployError extends Error {
	readonly remedy: string;

	constructor(message: string, remedy: string) {
		super(message);
		this.remedy = remedy;
	}
}

export function outputOf({ stdout, stderr }: Ran): string {
	return `${stdout}\n${stderr}`;
}

/** @throws DeployError with what wrangler said last. */
export function requireDone(args: readonly string[], ran: Ran, remedy: string): Ran {
	if (ran.code !== 0) {
		throw new DeployError(`wrangler ${args.join(" ")} failed.\n${lastLines(ran)}`, remedy);
	}
	return ran;
}

export function parseJson<T>(args: readonly string[], { stdout }: Ran): T {
	// A notice, such as that there is a newer version, may stand above.
	const at = stdout.search(/^[[{]/m);
	try {
		return JSON.parse(stdout.slice(Math.max(at, 0))) as T;
	} catch {
		throw new DeployError(
			`wrangler ${args.join(" ")} did not answer with JSON.`,
			"Run the command yourself to see what it says; the version of wrangler is pinned in package.json.",
		);
	}
}

const LINES_SHOWN = 12;

function lastLines(ran: Ran): string {
	const lines = outputOf(ran).trim().split("\n");
	return lines.slice(-LINES_SHOWN).join("\n");
}
