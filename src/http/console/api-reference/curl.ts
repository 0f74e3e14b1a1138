import type { ApiDocument, ListedOperation } from "./document.ts";
import { exampleOf } from "./example.ts";

/** The call as it is typed into a terminal; the token stays in a variable, out of the shell's history. */
export function curlOf(
	{ method, path, operation }: ListedOperation,
	document: ApiDocument,
	origin: string,
): string {
	const isSecured = (operation.security ?? []).length > 0;
	const [type, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? [];
	const canRepeat = operation.parameters?.some(({ name }) => name === "idempotency-key") === true;
	const lines = [
		`curl ${method === "get" ? "" : `-X ${method.toUpperCase()} `}${quoted(origin + path)}`,
		...(isSecured ? ['-H "Authorization: Bearer $TOKEN"'] : []),
		...(canRepeat ? ['-H "Idempotency-Key: $(uuidgen)"'] : []),
		...(type === undefined ? [] : [`-H ${quoted(`Content-Type: ${type}`)}`]),
		...(type === undefined
			? []
			: [
					type === "application/json"
						? `-d ${quoted(JSON.stringify(exampleOf(body?.schema ?? {}, document)))}`
						: "--data-binary @file",
				]),
	];
	return lines.join(" \\\n  ");
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", `'\\''`)}'`;
}
