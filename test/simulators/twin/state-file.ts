import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	writeFileSync,
	writeSync,
} from "node:fs";
import { dirname } from "node:path";

import type { Store, StoreChange } from "./store.ts";

/** Keeps a store in a file of JSON lines: replayed and compacted when opened, appended to at every change. */
export function keepOnDisk(store: Store, path: string): { close(): void } {
	mkdirSync(dirname(path), { recursive: true });
	if (existsSync(path)) {
		for (const line of readFileSync(path, "utf8").split("\n")) {
			const change = parseLine(line);
			if (change !== undefined) {
				store.replay(change);
			}
		}
	}
	const compacted = `${path}.new`;
	writeFileSync(
		compacted,
		store
			.snapshot()
			.map((change) => `${JSON.stringify(change)}\n`)
			.join(""),
	);
	renameSync(compacted, path);
	const file = openSync(path, "a");
	store.onChange((change) => {
		writeSync(file, `${JSON.stringify(change)}\n`);
	});
	return { close: () => closeSync(file) };
}

/** A process that was killed can leave half a line at the end: that change never happened. */
function parseLine(line: string): StoreChange | undefined {
	try {
		return line === "" ? undefined : (JSON.parse(line) as StoreChange);
	} catch {
		return undefined;
	}
}
