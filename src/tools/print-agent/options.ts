import { join } from "node:path";
import { parseArgs } from "node:util";

export const USAGE = `npm run print-agent -- --url https://connector.example.com [--code XXXX-XXXX] [--cups NAME] [--raw HOST[:9100]]

  --url      where the connector is                               PRINT_URL
  --code     the code of the console's page Printing, once: the token is then kept in the data folder
  --cups     the CUPS printer for PDF and PNG                     PRINT_CUPS
  --option   a CUPS option such as media=Custom.4x6in, repeated   PRINT_CUPS_OPTIONS (separated by spaces)
  --raw      the label printer for ZPL and EPL                    PRINT_RAW
  --data     folder of token and journal (.data/print-agent)      PRINT_DATA
`;

export type AgentArguments = {
	url: string;
	code: string | undefined;
	cups: { printer: string; options: string[] } | undefined;
	raw: { host: string; port: number } | undefined;
	dataDir: string;
};

/** @throws RangeError with what is missing */
export function readArguments(argv: readonly string[], env: NodeJS.ProcessEnv): AgentArguments {
	const { values } = parseArgs({
		args: [...argv],
		options: {
			url: { type: "string" },
			code: { type: "string" },
			cups: { type: "string" },
			option: { type: "string", multiple: true },
			raw: { type: "string" },
			data: { type: "string" },
		},
	});
	const url = URL.parse(values.url ?? env["PRINT_URL"] ?? "");
	if (url === null || !isSafe(url)) {
		throw new RangeError("--url takes the connector's https address");
	}
	const cups = values.cups ?? env["PRINT_CUPS"];
	const raw = values.raw ?? env["PRINT_RAW"];
	if (cups === undefined && raw === undefined) {
		throw new RangeError("name a printer: --cups for PDF, --raw for ZPL, or both");
	}
	const options = values.option ?? (env["PRINT_CUPS_OPTIONS"] ?? "").split(/\s+/).filter(Boolean);
	return {
		url: url.href.replace(/\/+$/, ""),
		code: values.code,
		cups: cups === undefined ? undefined : { printer: cups, options },
		raw: raw === undefined ? undefined : readHost(raw),
		dataDir: values.data ?? env["PRINT_DATA"] ?? join(".data", "print-agent"),
	};
}

/** The token would be read on the way; only on this machine is there no way. */
function isSafe({ protocol, hostname }: URL): boolean {
	const isHere = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
	return protocol === "https:" || (protocol === "http:" && isHere);
}

function readHost(text: string): { host: string; port: number } {
	const [, host = "", port = "9100"] = /^([\w.-]+|\[[\da-f:]+\])(?::(\d{1,5}))?$/i.exec(text) ?? [];
	if (host === "") {
		throw new RangeError("--raw takes a host such as 192.168.1.50 or zebra.local:9100");
	}
	return { host: host.replaceAll(/[[\]]/g, ""), port: Number(port) };
}
