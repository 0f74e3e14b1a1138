import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";

export type Started = { child: ChildProcess; pid: number };

const running = new Set<Started>();

/** Starts a process in a group of its own, so that what it started itself can be ended with it. */
export function startProcess(
	command: { args: readonly string[]; env?: Record<string, string>; logFile: string },
	onExit: (code: number | null) => void,
): Started {
	mkdirSync(dirname(command.logFile), { recursive: true });
	const log = createWriteStream(command.logFile, { flags: "a" });
	const child = spawn(process.execPath, command.args, {
		env: { ...process.env, ...command.env },
		stdio: ["ignore", "pipe", "pipe"],
		detached: process.platform !== "win32",
	});
	child.stdout.pipe(log, { end: false });
	child.stderr.pipe(log, { end: false });
	if (child.pid === undefined) {
		throw new Error(`can't start ${command.args.join(" ")}`);
	}
	const started = { child, pid: child.pid };
	running.add(started);
	child.on("exit", (code) => {
		running.delete(started);
		// What it had started itself may outlive it.
		killGroup(started.pid, "SIGKILL");
		onExit(code);
	});
	return started;
}

export function stopProcess(started: Started, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): void {
	killGroup(started.pid, signal);
}

export function stopAll(): void {
	for (const started of running) {
		killGroup(started.pid, "SIGTERM");
	}
}

export function runningCount(): number {
	return running.size;
}

function killGroup(pid: number, signal: "SIGTERM" | "SIGKILL"): void {
	try {
		process.kill(process.platform === "win32" ? pid : -pid, signal);
	} catch {
		// It is gone already, which is what was wanted.
	}
}

/** Waits until the address answers with a status below 500, or until `timeoutMs` is over. */
export async function untilAnswers(url: string, timeoutMs: number): Promise<void> {
	const until = Date.now() + timeoutMs;
	for (;;) {
		try {
			const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
			await response.body?.cancel();
			if (response.status < 500) {
				return;
			}
		} catch {
			// Not there yet.
		}
		if (Date.now() > until) {
			throw new Error(`${url} does not answer; see the log files beside its state`);
		}
		await new Promise((resolve) => setTimeout(resolve, 150));
	}
}
