import { serve } from "@hono/node-server";
import type { Hono } from "hono";

import { ConnectionCut } from "./faults.ts";

/** Serves a twin on loopback. A `ConnectionCut` from the twin ends the socket without an answer. */
export function serveTwin(
	app: Hono,
	port: number,
): Promise<{ port: number; close(): Promise<void> }> {
	return new Promise((resolve) => {
		const server = serve(
			{
				fetch: async (request, env) => {
					const incoming = env as { outgoing: { destroy(): void } };
					try {
						return await app.fetch(request, env);
					} catch (error) {
						if (error instanceof ConnectionCut) {
							incoming.outgoing.destroy();
							return new Response(null, { status: 500 });
						}
						throw error;
					}
				},
				hostname: "127.0.0.1",
				port,
			},
			(address) => {
				resolve({
					port: address.port,
					close: () => new Promise((closed) => server.close(() => closed())),
				});
			},
		);
	});
}
