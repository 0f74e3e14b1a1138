import { demandFresh, demandScope, enterDivision, type SignedIn, signedIn } from "./access.ts";
import { ExactError } from "./errors.ts";
import { readBody } from "./odata/body.ts";
import { listRows } from "./odata/list.ts";
import { project } from "./odata/project.ts";
import type { Call } from "./recorded.ts";
import type { Region } from "./regions.ts";
import { findResource } from "./resources/all.ts";
import { me } from "./resources/me.ts";
import { type Caller, type Resource, visibleRows } from "./resources/resource.ts";
import type { Twin } from "./twin.ts";

const LONGEST_URL = 6000;
const COUNTED_ERRORS = new Set([400, 401, 403, 404]);

/** A request below `/api/v1`, taken apart. */
export type Target = {
	region: Region;
	division: number | undefined;
	resource: Resource | undefined;
	key: string | undefined;
};

const VERBS: Record<string, string> = {
	GET: "read",
	POST: "write",
	PUT: "update",
	DELETE: "delete",
};

/** `path` is what follows `/api/v1/`. */
export function targetOf(region: Region, path: string): Target {
	const decoded = decodeURIComponent(path);
	const [, entity = "", literal] = /^([^(]*)(?:\((.*)\))?$/.exec(decoded) ?? [];
	const key = literal?.replace(/^guid'(.*)'$/i, "$1").toLowerCase();
	if (entity.toLowerCase() === me.path.toLowerCase()) {
		return { region, division: undefined, resource: me, key };
	}
	const [, code, rest = ""] = /^(\d+)\/(.*)$/.exec(entity) ?? [];
	const division = code === undefined ? undefined : Number(code);
	return { region, division, resource: findResource(rest), key };
}

export function callOf(method: string, { region, division, resource }: Target): Call {
	const operation = `${VERBS[method] ?? method.toLowerCase()}.${resource?.name ?? "unknown"}`;
	const scope = division === undefined ? region : `${region}/${division}`;
	return { operation, scope, rule: null };
}

export async function answerApi(
	twin: Twin,
	target: Target,
	{ request, call }: { request: Request; call: Call },
): Promise<Response> {
	if (request.url.length > LONGEST_URL) {
		throw new ExactError(414, "The URL is longer than 6000 characters.", { rule: "bad-request" });
	}
	const who = signedIn(twin, target.region, request);
	const endpoint = errorScope(who, target);
	const now = twin.clock.now();
	twin.limits.demandFewErrors(endpoint, now);
	const headers = new Headers();
	try {
		demandFresh(who);
		return await within(twin, target, { who, request, call, headers });
	} catch (error) {
		if (error instanceof ExactError && COUNTED_ERRORS.has(error.status)) {
			twin.limits.countError(endpoint, now);
		}
		if (error instanceof ExactError) {
			Object.assign(error.headers, Object.fromEntries(headers));
		}
		throw error;
	}
}

type Within = { who: SignedIn; request: Request; call: Call; headers: Headers };

async function within(twin: Twin, target: Target, context: Within): Promise<Response> {
	const { who, request, call, headers } = context;
	const { resource, division } = target;
	if (division !== undefined) {
		const caller = { clientId: who.app.clientId, region: target.region, division };
		for (const [name, value] of twin.limits.spend(caller, twin.clock.now())) {
			headers.set(name, value);
		}
	}
	if (resource === undefined) {
		throw new ExactError(404, `${request.method} ${request.url} is no endpoint.`, {
			rule: "unknown-endpoint",
		});
	}
	// Orders belong to their owner: whoever tries to change one through the API is noted.
	if (resource.name === "SalesOrders" && request.method !== "GET") {
		call.rule = "order-modified";
	}
	const admin = enterDivision(twin, who, division ?? who.user.currentDivision);
	demandScope(who.app, who.user, { resource, isWrite: request.method !== "GET" });
	const { origin } = new URL(request.url);
	const caller = { twin, app: who.app, admin, origin };
	const response = await respond(resource, caller, { request, key: target.key });
	for (const [name, value] of headers) {
		response.headers.set(name, value);
	}
	return response;
}

type Operation = { request: Request; key: string | undefined };

async function respond(
	resource: Resource,
	caller: Caller,
	{ request, key }: Operation,
): Promise<Response> {
	const { create, update, remove } = resource;
	if (request.method === "GET") {
		return read(resource, caller, { request, key });
	}
	if (request.method === "POST" && create !== undefined && key === undefined) {
		const { body, raw } = await readBody(request, resource.fields);
		const row = await create(body, caller, raw);
		return Response.json(
			{ d: project(resource, caller, { row, select: undefined }) },
			{ status: 201 },
		);
	}
	if (request.method === "PUT" && update !== undefined && key !== undefined) {
		const { body } = await readBody(request, resource.fields);
		await update(key, body, caller);
		return new Response(null, { status: 204 });
	}
	if (request.method === "DELETE" && remove !== undefined && key !== undefined) {
		await remove(key, caller);
		return new Response(null, { status: 204 });
	}
	throw new ExactError(405, `${request.method} is not allowed here.`, { rule: "unknown-endpoint" });
}

function read(resource: Resource, caller: Caller, { request, key }: Operation): Response {
	const url = new URL(request.url);
	if (key === undefined) {
		return inAskedForm(request, listRows(resource, caller, url));
	}
	const row = visibleRows(resource, caller, url).find(
		(found) => String(found[resource.key]).toLowerCase() === key,
	);
	if (row === undefined) {
		throw new ExactError(404, "Resource not found.");
	}
	const select = url.searchParams.get("$select")?.split(",");
	return inAskedForm(request, { d: project(resource, caller, { row, select }) });
}

/** Without a wish for JSON the answer is an Atom feed. */
function inAskedForm(request: Request, body: unknown): Response {
	if ((request.headers.get("Accept") ?? "").includes("application/json")) {
		return Response.json(body);
	}
	const feed = `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"/>`;
	return new Response(feed, { headers: { "Content-Type": "application/atom+xml" } });
}

function errorScope({ app, user }: SignedIn, { region, division, resource }: Target): string {
	const place = `${region}/${division ?? ""}`;
	return `${app.clientId}/${user.userId}/${place}/${resource?.name ?? "unknown"}`;
}
