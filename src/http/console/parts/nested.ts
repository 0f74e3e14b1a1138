import { FORM_TOKEN_FIELD } from "../form-token.ts";
import type { Form } from "../form.ts";

/** A form's fields as the object they stand for: "ship.clientId" is the `clientId` of `ship`. */
export function nested(form: Form): Record<string, unknown> {
	const root: Record<string, unknown> = {};
	for (const name of form.names()) {
		if (name !== FORM_TOKEN_FIELD) {
			setAt(root, name.split("."), form.text(name));
		}
	}
	return root;
}

/** `__proto__` and the like are names as any other here: the objects have no prototype to reach. */
export function setAt(
	root: Record<string, unknown>,
	path: readonly string[],
	value: unknown,
): void {
	let place = root;
	for (const name of path.slice(0, -1)) {
		const next = Object.hasOwn(place, name) ? place[name] : undefined;
		const child = isRecord(next) ? next : (Object.create(null) as Record<string, unknown>);
		Object.defineProperty(place, name, property(child));
		place = child;
	}
	Object.defineProperty(place, path.at(-1) ?? "", property(value));
}

/** What stands at a dotted name, if anything. */
export function at(value: unknown, name: string): unknown {
	let place = value;
	for (const part of name.split(".")) {
		place = typeof place === "object" && place !== null ? Reflect.get(place, part) : undefined;
	}
	return place;
}

function property(value: unknown): PropertyDescriptor {
	return { value, enumerable: true, configurable: true, writable: true };
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
