import type { HttpContext } from "../context.ts";

/** A sent form: every value is a text, and a name may come more than once. */
export class Form {
	readonly #values: ReadonlyMap<string, readonly string[]>;

	constructor(values: ReadonlyMap<string, readonly string[]>) {
		this.#values = values;
	}

	text(name: string): string | undefined {
		return this.#values.get(name)?.[0];
	}

	all(name: string): readonly string[] {
		return this.#values.get(name) ?? [];
	}

	has(name: string): boolean {
		return this.#values.has(name);
	}

	names(): string[] {
		return [...this.#values.keys()];
	}
}

export const EMPTY_FORM = new Form(new Map());

/** Files are nobody's here, so they are left out. The body is read once, however often this is asked. */
export async function readForm(c: HttpContext): Promise<Form> {
	const body = await c.req.parseBody({ all: true });
	const values = new Map<string, string[]>();
	for (const [name, value] of Object.entries(body)) {
		const texts = (Array.isArray(value) ? value : [value]).filter(
			(entry): entry is string => typeof entry === "string",
		);
		values.set(name, texts);
	}
	return new Form(values);
}
