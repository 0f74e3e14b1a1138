import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { buildWorker } from "../../faults/build.ts";
import type { Bundle } from "./results.ts";

/** The Worker as it is uploaded, with nothing around it. */
export function measureBundle(outDir: string): Bundle {
	const { bundlePath } = buildWorker(outDir, { entry: "src/index.ts" });
	const code = readFileSync(bundlePath);
	return { bytes: code.length, gzipBytes: gzipSync(code).length };
}
