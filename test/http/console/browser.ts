import { expect } from "vitest";

import { ADMIN_TOKEN, type CallOptions, ORIGIN, request } from "../client.ts";

/** The console as a browser without a screen uses it: cookies, forms with their token, redirects on demand. */
const FORM_TYPE = { "Content-Type": "application/x-www-form-urlencoded" };

export type Fields = Record<string, string | readonly string[]>;

export function encode(fields: Fields): string {
	const body = new URLSearchParams();
	for (const [name, value] of Object.entries(fields)) {
		for (const one of typeof value === "string" ? [value] : value) {
			body.append(name, one);
		}
	}
	return body.toString();
}

export function login(token = ADMIN_TOKEN, headers: Record<string, string> = {}, next?: string) {
	return request("POST", "/login", {
		token: null,
		body: encode({ token, ...(next === undefined ? {} : { next }) }),
		headers: { ...FORM_TYPE, Origin: ORIGIN, ...headers },
	});
}

export class Browser {
	readonly #cookies = new Map<string, string>();

	static async loggedIn(): Promise<Browser> {
		const browser = new Browser();
		const response = await login();
		expect(response.status).toBe(303);
		browser.#keep(response);
		return browser;
	}

	async get(path: string, options: CallOptions = {}): Promise<Response> {
		const response = await request("GET", path, {
			...options,
			token: null,
			headers: this.#headers(),
		});
		this.#keep(response);
		return response;
	}

	/** The page's text. */
	async page(path: string, status = 200): Promise<string> {
		const response = await this.get(path);
		const text = await response.text();
		expect(response.status, text).toBe(status);
		expect(response.headers.get("Content-Type")).toMatch(/^text\/html/);
		return text;
	}

	async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}) {
		const response = await request("POST", path, {
			token: null,
			body: encode(fields),
			headers: { ...FORM_TYPE, Origin: ORIGIN, ...this.#headers(), ...headers },
		});
		this.#keep(response);
		return response;
	}

	/** Sends a form that holds a file, as a browser does. */
	async upload(path: string, form: FormData, token?: string): Promise<Response> {
		form.set("form-token", token ?? (await this.formToken()));
		const encoded = new Response(form);
		const response = await request("POST", path, {
			token: null,
			body: new Uint8Array(await encoded.arrayBuffer()),
			headers: {
				"Content-Type": encoded.headers.get("Content-Type") ?? "",
				Origin: ORIGIN,
				...this.#headers(),
			},
		});
		this.#keep(response);
		return response;
	}

	/** Sends a form with the token that the console's pages carry, and answers with the page it leads to. */
	async send(path: string, fields: Fields = {}): Promise<{ location: string; page: string }> {
		const response = await this.post(path, { "form-token": await this.formToken(), ...fields });
		const text = await response.text();
		expect(response.status, text).toBe(303);
		const location = response.headers.get("Location") ?? "";
		return { location, page: await this.page(location) };
	}

	async formToken(): Promise<string> {
		const html = await this.page("/console/connections");
		return /name="form-token" value="([^"]+)"/.exec(html)?.[1] ?? "";
	}

	#headers(): Record<string, string> {
		const cookies = [...this.#cookies].map(([name, value]) => `${name}=${value}`);
		return cookies.length === 0 ? {} : { Cookie: cookies.join("; ") };
	}

	#keep(response: Response): void {
		for (const line of response.headers.getSetCookie()) {
			const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
			if (value === "") {
				this.#cookies.delete(name);
			} else {
				this.#cookies.set(name, value);
			}
		}
	}
}
