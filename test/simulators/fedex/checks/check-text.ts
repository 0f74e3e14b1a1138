import { invalidInput, type Refusal } from "../answers.ts";

/** Printable ASCII is all that Ship takes. */
const OTHER_CHARACTERS = /[^\x20-\x7e]/;

export function checkText(value: unknown, path: string): Refusal[] {
	if (typeof value === "string") {
		return OTHER_CHARACTERS.test(value) ? [refuseCharacters(path)] : [];
	}
	if (typeof value !== "object" || value === null) {
		return [];
	}
	return Object.entries(value).flatMap(([key, child]) =>
		checkText(child, path === "" ? key : `${path}.${key}`),
	);
}

function refuseCharacters(path: string): Refusal {
	const message = `Invalid character at ${path}.`;
	if (path.includes("recipients.0.address.streetLines")) {
		return { code: "RECIPIENTS.ADDRESS.INVALIDCHARACTER", message };
	}
	if (path.includes("recipients.0.address.city")) {
		return { code: "RECIPIENTS.ADDRESSCITY.INVALIDCHARACTER", message };
	}
	if (path.includes("customerReferences")) {
		return { code: "CUSTOMERREFERENCES.VALUE.INVALIDCHARACTER", message };
	}
	return invalidInput(path, message);
}
