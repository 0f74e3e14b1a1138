import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { holdFolder } from "../../src/tools/print-agent/lock.ts";

const LOCK = new URL("../../src/tools/print-agent/lock.ts", import.meta.url).href;

/** One agent to a folder, on every kind of system that can be tried here; whatever ends it, the next one may begin. */
export async function checkLock(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), "agent-"));
	const sockets = mkdtempSync(join(tmpdir(), "socks-"));
	const systems = [process.platform, "darwin" as const].map((platform) => ({
		platform,
		folderOfSockets: sockets,
	}));
	try {
		for (const system of systems) {
			const held = await holdFolder(folder, system);
			await assert.rejects(holdFolder(folder, system), /another print agent uses/);
			await held.release();
			const killed = await holdElsewhere(folder, system);
			await assert.rejects(holdFolder(folder, system), /another print agent uses/);
			killed.kill("SIGKILL");
			await once(killed, "exit");
			const next = await holdFolder(folder, system);
			await next.release();
		}
		assert.deepEqual(readdirSync(folder), [], "the lock leaves no file beside the journal");
	} finally {
		rmSync(folder, { recursive: true });
		rmSync(sockets, { recursive: true });
	}
	console.log("the lock of an agent that was killed was free at once");
}

/** A process that holds the folder until it is killed. */
async function holdElsewhere(folder: string, system: object) {
	const script = `
		const { holdFolder } = await import(${JSON.stringify(LOCK)});
		await holdFolder(${JSON.stringify(folder)}, ${JSON.stringify(system)});
		console.log("held");
		setInterval(() => undefined, 1_000);`;
	const child = spawn(
		process.execPath,
		["--no-warnings", "--input-type=module", "--eval", script],
		{ stdio: ["ignore", "pipe", "inherit"] },
	);
	await once(child.stdout, "data");
	return child;
}
