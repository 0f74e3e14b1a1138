import { createServer } from "node:http";

import type { FaultPlan } from "./worker/plan.ts";

export type KilledAt = { when: "before" | "after"; call: string };

export type Control = { close(): void };

export type ControlHandlers = {
	/** What the Worker meets, asked for when it starts. */
	plan(): FaultPlan;
	/** The Worker asks to be killed, and names the calls that it has seen. It gets no answer: it is gone before. */
	kill(at: KilledAt, calls: string[]): void;
	/** Orders that had two printable labels when a batch had been written. */
	twoPrintable(orders: string[]): void;
};

/** What the wrapped Worker asks of the harness, and tells it. */
export function openControl(port: number, handlers: ControlHandlers): Promise<Control> {
	const killAt = ({ calls, ...at }: KilledAt & { calls: string[] }) => handlers.kill(at, calls);
	const server = createServer((request, response) => {
		request.setEncoding("utf8");
		let text = "";
		request.on("data", (chunk: string) => {
			text += chunk;
		});
		request.on("end", () => {
			switch (request.url) {
				case "/plan":
					response.end(JSON.stringify(handlers.plan()));
					break;
				case "/kill":
					killAt(JSON.parse(text) as KilledAt & { calls: string[] });
					break;
				case "/two-printable":
					handlers.twoPrintable(JSON.parse(text) as string[]);
					response.end();
					break;
				default:
					response.writeHead(404).end();
			}
		});
	});
	return new Promise((resolve, reject) => {
		server.once("error", reject);
		server.listen(port, "127.0.0.1", () => {
			resolve({
				close() {
					server.close();
					server.closeAllConnections();
				},
			});
		});
	});
}
