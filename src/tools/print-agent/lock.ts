import { createHash } from "node:crypto";
import { realpathSync, rmSync } from "node:fs";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * One agent to a folder: two that write into one journal would each promise what the other one does. It is held by
 * listening on a name that the system gives to one process and takes back when that ends, however it ends: no file
 * survives a crash, and no process that got its number is taken for it.
 */
export type AgentLock = { release(): Promise<void> };

type System = { platform: NodeJS.Platform; folderOfSockets: string };

const HERE: System = { platform: process.platform, folderOfSockets: tmpdir() };

/** @throws Error where another agent holds it */
export async function holdFolder(dataDir: string, system: System = HERE): Promise<AgentLock> {
	const address = addressOf(realpathSync(dataDir), system);
	const server = (await listen(address)) ?? (await takeOver(address, system));
	if (server === undefined) {
		throw new Error(
			`another print agent uses ${dataDir}; end it, or give this one a folder of its own with --data`,
		);
	}
	server.unref();
	return {
		release: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
			}),
	};
}

/** On Windows a named pipe, on Linux a name beside the file system; elsewhere there are only files. */
function addressOf(folder: string, { platform, folderOfSockets }: System): string {
	const name = `print-agent-${createHash("sha256").update(folder).digest("hex").slice(0, 32)}`;
	switch (platform) {
		case "win32":
			return `\\\\.\\pipe\\${name}`;
		case "linux":
			return `\0${name}`;
		default:
			return join(folderOfSockets, `${name}.sock`);
	}
}

/** A socket's file stays behind a crash; whether anybody listens on it tells whether it is one that did. */
async function takeOver(address: string, { platform }: System): Promise<Server | undefined> {
	if (platform === "linux" || platform === "win32" || (await isHeld(address))) {
		return undefined;
	}
	rmSync(address, { force: true });
	return listen(address);
}

/** Undefined where somebody listens there already, or a file is in the way. */
function listen(address: string): Promise<Server | undefined> {
	return new Promise((resolve, reject) => {
		const server = createServer((socket) => socket.destroy());
		server.once("error", (error: NodeJS.ErrnoException) => {
			if (error.code === "EADDRINUSE" || error.code === "EACCES") {
				resolve(undefined);
			} else {
				reject(error);
			}
		});
		server.listen(address, () => resolve(server));
	});
}

function isHeld(address: string): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(address);
		socket.once("connect", () => {
			socket.destroy();
			resolve(true);
		});
		socket.once("error", () => resolve(false));
	});
}
