/** Each scenario that runs beside others has a lane of ports of its own. */
const LANE = Number(process.env["FAULTS_LANE"] ?? "0");
const FIRST = 28_100 + LANE * 10;

export const PORTS = {
	worker: FIRST,
	exact: FIRST + 1,
	fedex: FIRST + 2,
	control: FIRST + 3,
	inspector: FIRST + 4,
};

export const URLS = {
	worker: `http://127.0.0.1:${PORTS.worker}`,
	exact: `http://127.0.0.1:${PORTS.exact}`,
	fedex: `http://127.0.0.1:${PORTS.fedex}`,
	inspector: `ws://127.0.0.1:${PORTS.inspector}/core:user:`,
};
