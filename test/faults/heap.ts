import { URLS } from "./addresses.ts";

const POKE_EVERY_MS = 100;

/** What the Worker's isolate holds once its garbage is collected: its objects, and the bytes behind its buffers. */
export async function heapBytes(): Promise<number> {
	const inspector = new WebSocket(URLS.inspector);
	// The runtime answers its inspector only while the isolate has something to do.
	const poke = setInterval(() => {
		void fetch(`${URLS.worker}/_fault/running`).catch(() => undefined);
	}, POKE_EVERY_MS);
	try {
		await new Promise((resolve, reject) => {
			inspector.addEventListener("open", resolve, { once: true });
			inspector.addEventListener("error", () => reject(new Error("no inspector")), { once: true });
		});
		await ask(inspector, 1, "HeapProfiler.enable");
		await ask(inspector, 2, "HeapProfiler.collectGarbage");
		const { usedSize, backingStorageSize = 0 } = await ask(inspector, 3, "Runtime.getHeapUsage");
		return (usedSize ?? 0) + backingStorageSize;
	} finally {
		clearInterval(poke);
		inspector.close();
	}
}

type HeapUsage = { usedSize?: number; backingStorageSize?: number };

function ask(inspector: WebSocket, id: number, method: string): Promise<HeapUsage> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error(`${method} was not answered`)), 30_000);
		const listen = ({ data }: MessageEvent) => {
			const answer = JSON.parse(String(data)) as { id?: number; result?: HeapUsage };
			if (answer.id === id) {
				clearTimeout(timer);
				inspector.removeEventListener("message", listen);
				resolve(answer.result ?? {});
			}
		};
		inspector.addEventListener("message", listen);
		inspector.send(JSON.stringify({ id, method }));
	});
}
