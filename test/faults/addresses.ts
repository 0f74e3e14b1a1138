export const PORTS = { worker: 28787, exact: 28101, fedex: 28102, control: 28103 };

export const URLS = {
	worker: `http://127.0.0.1:${PORTS.worker}`,
	exact: `http://127.0.0.1:${PORTS.exact}`,
	fedex: `http://127.0.0.1:${PORTS.fedex}`,
};
