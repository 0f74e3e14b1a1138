import { spokenLanguage } from "./language.ts";
import { DUTCH_FIELDS, DUTCH_STATUSES } from "./texts/nl/fields.ts";
import { DUTCH_PROBLEMS } from "./texts/nl/problems.ts";

type Said = { code?: string; field?: string; message: string; remedy?: string };

/** A problem as the reader's language has it; English where it has no words for it. */
export function sayProblem<P extends Said>(problem: P): P {
	if (spokenLanguage() !== "nl") {
		return problem;
	}
	const { code = "", field, message, remedy } = problem;
	return {
		...problem,
		message: inDutch(code, message),
		...(remedy === undefined ? {} : { remedy: inDutch(code, remedy) }),
		...(field === undefined ? {} : { field: fieldInDutch(field) }),
	};
}

/** What a cause is called, by its code: `address.street_missing`. */
export function sayCause(code: string): string {
	const title = spokenLanguage() === "nl" ? DUTCH_PROBLEMS[code]?.title : undefined;
	if (title !== undefined) {
		return title;
	}
	const [area = "", reason = ""] = code.split(".");
	return `${area.charAt(0).toUpperCase()}${area.slice(1)}: ${reason.replaceAll("_", " ")}`;
}

function fieldInDutch(field: string): string {
	return field
		.split(" › ")
		.map((part) => DUTCH_FIELDS[part] ?? part)
		.join(" › ");
}

function inDutch(code: string, sentence: string): string {
	for (const [english, dutch] of Object.entries(DUTCH_PROBLEMS[code]?.says ?? {})) {
		const values = matchOf(english, sentence);
		if (values !== undefined) {
			return dutch.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
				const value = values[name] ?? "";
				return name === "status" ? (DUTCH_STATUSES[value] ?? value) : value;
			});
		}
	}
	return sentence;
}

const PATTERNS = new Map<string, RegExp>();

/** What stands where the English sentence has names in braces, if it is that sentence. */
function matchOf(english: string, sentence: string): Record<string, string> | undefined {
	let pattern = PATTERNS.get(english);
	if (pattern === undefined) {
		const fixed = english.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
		pattern = new RegExp(`^${fixed.replaceAll(/\{(\w+)\}/g, "(?<$1>.+?)")}$`, "s");
		PATTERNS.set(english, pattern);
	}
	const found = pattern.exec(sentence);
	return found === null ? undefined : { ...found.groups };
}
