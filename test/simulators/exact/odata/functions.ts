import { badRequest } from "../errors.ts";
import type { Value } from "./edm.ts";
import type { Compiled } from "./evaluate.ts";
import type { LiteralType } from "./tokens.ts";

type TextFunction = { parameters: 1 | 2; type: LiteralType; apply: (texts: string[]) => Value };

const FUNCTIONS: Record<string, TextFunction> = {
	trim: { parameters: 1, type: "string", apply: ([text = ""]) => text.trim() },
	tolower: { parameters: 1, type: "string", apply: ([text = ""]) => text.toLowerCase() },
	startswith: {
		parameters: 2,
		type: "boolean",
		apply: ([text = "", start = ""]) => text.startsWith(start),
	},
	substringof: {
		parameters: 2,
		type: "boolean",
		apply: ([part = "", text = ""]) => text.includes(part),
	},
};

export function callFunction(name: string, parts: Compiled[]): Compiled {
	const found = FUNCTIONS[name];
	if (found === undefined) {
		throw badRequest(`Unknown function '${name}'.`);
	}
	if (parts.length !== found.parameters || parts.some((part) => part.type !== "string")) {
		throw badRequest(`No applicable function found for '${name}' with these arguments.`);
	}
	return {
		type: found.type,
		read: (row) => {
			const values = parts.map((part) => part.read(row));
			if (values.includes(null)) {
				return found.type === "boolean" ? false : null;
			}
			return found.apply(values.map(String));
		},
	};
}
