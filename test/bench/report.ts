export type Measured = {
	path: string;
	status: number;
	/** Processor time of one answer; null where the system does not tell. */
	serverMs: number | null;
	p50Ms: number;
	p95Ms: number;
	bytes: number;
	rowsRead: number;
	statements: number;
};

type Facts = {
	measured: readonly Measured[];
	shipments: number;
	repeats: number;
	firstPageBytes: number;
	commit: string;
	date: string;
	machine: string;
	limitMs: number;
	limitBytes: number;
};

export function reportOf(facts: Facts): string {
	const { measured, limitMs, limitBytes, firstPageBytes } = facts;
	const within = measured.filter((one) => (one.serverMs ?? one.p50Ms) <= limitMs).length;
	return [
		"# How fast the pages are",
		"",
		`\`npm run bench:pages\` on ${facts.date}, commit ${facts.commit}, ${facts.machine}.`,
		"",
		`${facts.shipments.toLocaleString("en")} shipments in a local D1 on disk; each address ${facts.repeats} times after a ` +
			"warm-up, one at a time. Server time is what the runtime's processors spent on an answer, database included: it " +
			"rises somewhat on a busy machine, while the times waited, from the request to the last byte, rise as much as " +
			"others take. Rows are those that D1 says it read, and no load changes them.",
		"",
		`- ${within} of ${measured.length} addresses answer within ${limitMs} ms of server time.`,
		`- The first page with its style, script and icon is ${firstPageBytes.toLocaleString("en")} bytes compressed, of ` +
			`${limitBytes.toLocaleString("en")}.`,
		"",
		"| address | server ms | waited p50 ms | waited p95 ms | rows read | statements | bytes |",
		"| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
		...measured.map(
			(one) =>
				`| \`${one.path.replaceAll(/0{6,}/g, "…").replace(/(track\/).*/, "$1…")}\` | ${one.serverMs?.toFixed(1) ?? "–"} | ${one.p50Ms.toFixed(1)} | ${one.p95Ms.toFixed(1)} | ` +
				`${one.rowsRead} | ${one.statements} | ${one.bytes} |`,
		),
		"",
	].join("\n");
}
