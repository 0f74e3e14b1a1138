import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { PrintAgent } from "./print-agent/agent.ts";
import { fetchPaper, pairWithCode, SentAway, stayConnected } from "./print-agent/connection.ts";
import { Journal } from "./print-agent/journal.ts";
import { holdFolder } from "./print-agent/lock.ts";
import { type AgentArguments, readArguments, USAGE } from "./print-agent/options.ts";
import { createCupsPrinter, createRawPrinter, messageOf } from "./print-agent/printers.ts";

/** `npm run print-agent`: prints what its station is sent, until it is ended or sent away. */
try {
	await main(readArguments(process.argv.slice(2), process.env));
} catch (error) {
	console.error(messageOf(error));
	if (error instanceof RangeError) {
		console.error(`\n${USAGE}`);
	}
	// A service manager that starts it again would only be sent away again.
	process.exit(error instanceof SentAway ? 3 : 1);
}

async function main(asked: AgentArguments): Promise<never> {
	mkdirSync(asked.dataDir, { recursive: true, mode: 0o700 });
	// For as long as this process lives.
	await holdFolder(asked.dataDir);
	const place = { url: asked.url, token: await tokenOf(asked) };
	const journal = new Journal(join(asked.dataDir, "journal.jsonl"));
	const cups = asked.cups && createCupsPrinter(asked.cups);
	const raw = asked.raw && createRawPrinter(asked.raw);
	const printers = new Map([
		["application/pdf", cups],
		["image/png", cups],
		["application/zpl", raw],
		["application/epl", raw],
	]);
	const agent = new PrintAgent({
		journal,
		printerFor: (contentType) => printers.get(contentType),
		fetchPaper: (printId) => fetchPaper(place, { printId, journalId: journal.id }),
		sleep: (ms) => sleep(ms),
		say,
	});
	for (const signal of ["SIGINT", "SIGTERM"] as const) {
		// What is being printed comes to its end, so that nobody has to be asked about it.
		process.once(signal, () => {
			agent.cut();
			void agent.idle().then(() => {
				journal.close();
				process.exit(0);
			});
		});
	}
	return stayConnected(place, agent, { sleep: (ms) => sleep(ms), say });
}

async function tokenOf({ url, code, dataDir }: AgentArguments): Promise<string> {
	const path = join(dataDir, "token");
	if (code !== undefined) {
		const { name, token } = await pairWithCode(url, code);
		writeFileSync(path, token, { mode: 0o600 });
		say(`paired as ${name}`);
		return token;
	}
	if (!existsSync(path)) {
		throw new RangeError("not paired yet: give the code of the console's page Printing as --code");
	}
	return readFileSync(path, "utf8").trim();
}

function say(text: string): void {
	console.log(`${new Date().toISOString()} ${text}`);
}
