import { parseArgs } from "node:util";

/** What `npm start` was asked for, and where everything listens and lives. */
export type StartOptions = {
	isFresh: boolean;
	orders: number;
	ports: { worker: number; exact: number; fedex: number };
	dataDir: string;
	/** Leave when the first table is printed; for scripts. */
	isOnce: boolean;
	/** Start everything and connect nothing: a person does the set-up. */
	isBare: boolean;
	/** Only ordinary parcels, and nothing is done to them afterwards. */
	isPlain: boolean;
};

export function readOptions(argv: readonly string[], env: NodeJS.ProcessEnv): StartOptions {
	const { values } = parseArgs({
		args: [...argv],
		options: {
			fresh: { type: "boolean", default: false },
			once: { type: "boolean", default: false },
			bare: { type: "boolean", default: false },
			plain: { type: "boolean", default: false },
			orders: { type: "string", default: "200" },
		},
	});
	const orders = Number(values.orders);
	if (!Number.isInteger(orders) || orders < 1 || orders > 100_000) {
		throw new RangeError("--orders takes a whole number from 1 to 100000");
	}
	return {
		isFresh: values.fresh,
		isOnce: values.once,
		isBare: values.bare,
		isPlain: values.plain,
		orders,
		ports: {
			worker: Number(env["PORT"] ?? 8787),
			exact: Number(env["EXACT_PORT"] ?? 9101),
			fedex: Number(env["FEDEX_PORT"] ?? 9102),
		},
		dataDir: env["DATA_DIR"] ?? ".data",
	};
}
