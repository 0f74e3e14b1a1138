/** Ports of the benchmark's own, so that it runs beside anything else here. */
const FIRST = Number(process.env["BENCH_PORT"] ?? "28700");

export const PORTS = { worker: FIRST, exact: FIRST + 1, fedex: FIRST + 2, control: FIRST + 3 };

export const URLS = {
	worker: `http://127.0.0.1:${PORTS.worker}`,
	exact: `http://127.0.0.1:${PORTS.exact}`,
	fedex: `http://127.0.0.1:${PORTS.fedex}`,
	control: `http://127.0.0.1:${PORTS.control}`,
};
