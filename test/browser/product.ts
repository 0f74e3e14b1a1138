import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The product on ports of its own, started and not connected: the walk does the set-up. */
export type Product = {
	worker: string;
	exact: string;
	adminToken: string;
	/** What the Worker signs the customers' links with. */
	encryptionKeys: string;
	/** Has something else ended with it. */
	onStop(end: () => void): void;
	stop(): Promise<void>;
};

const START_WITHIN_MS = 180_000;

export async function startProduct(orders: number): Promise<Product> {
	const { env } = process;
	const ports = {
		PORT: env["PORT"] ?? "38787",
		EXACT_PORT: env["EXACT_PORT"] ?? "39101",
		FEDEX_PORT: env["FEDEX_PORT"] ?? "39102",
	};
	const ownDir =
		env["DATA_DIR"] === undefined ? mkdtempSync(join(tmpdir(), "console-")) : undefined;
	const dataDir = env["DATA_DIR"] ?? ownDir ?? ".data";
	const starter = spawn(
		process.execPath,
		["--no-warnings", "src/tools/start.ts", "--fresh", "--bare", "--orders", String(orders)],
		{ env: { ...env, ...ports, DATA_DIR: dataDir }, stdio: ["ignore", "pipe", "inherit"] },
	);
	const ends: (() => void)[] = [];
	const hasEnded = new Promise<void>((resolve) => starter.once("exit", () => resolve()));
	await new Promise<void>((resolve, reject) => {
		let said = "";
		const timer = setTimeout(() => reject(new Error("the product did not start")), START_WITHIN_MS);
		starter.stdout.on("data", (chunk: Buffer) => {
			said += chunk.toString();
			if (said.includes("Connector  ")) {
				clearTimeout(timer);
				resolve();
			}
		});
		void hasEnded.then(() => reject(new Error("the starter ended")));
	});
	const secrets = JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8")) as {
		adminToken: string;
		encryptionKeys: string;
	};
	return {
		worker: `http://127.0.0.1:${ports.PORT}`,
		exact: `http://127.0.0.1:${ports.EXACT_PORT}`,
		...secrets,
		onStop: (end) => void ends.push(end),
		async stop() {
			ends.forEach((end) => end());
			starter.kill("SIGTERM");
			await hasEnded;
			if (ownDir !== undefined) {
				rmSync(ownDir, { recursive: true, force: true });
			}
		},
	};
}
