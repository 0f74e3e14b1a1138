import { type Api, newApi } from "../../context.ts";
import { publicUrl } from "../../public-url.ts";
import { showPage } from "../page.tsx";
import { anchorOf, type ApiDocument, operationsByGroup } from "./document.ts";
import { OperationCard } from "./operation-card.tsx";

/** The API for people to read: every operation of the document that programs read. */
export function apiReferencePages(readDocument: () => unknown): Api {
	const routes = newApi();
	let known: ApiDocument | undefined;
	routes.get("/console/api", (c) => {
		// Making it takes longer than all else of the page, and it can't change while this runs.
		const document = (known ??= readDocument() as ApiDocument);
		const groups = operationsByGroup(document);
		const origin = publicUrl(c);
		return showPage(c, { title: "API" }, () => (
			<div class="api">
				<nav class="api-groups" aria-label="Groups of the API">
					{[...groups].map(([group, operations]) => (
						<a href={`#${anchorOf(group)}`}>
							{group} <span class="quiet">{operations.length}</span>
						</a>
					))}
				</nav>
				<div>
					<Introduction origin={origin} version={document.info.version} />
					{[...groups].map(([group, operations]) => (
						<section class="api-group" id={anchorOf(group)} aria-label={group}>
							<h2>{group}</h2>
							{operations.map((listed) => (
								<OperationCard listed={listed} document={document} origin={origin} />
							))}
						</section>
					))}
				</div>
			</div>
		));
	});
	return routes;
}

function Introduction({ origin, version }: { origin: string; version: string }) {
	return (
		<section class="card api-intro">
			<p>
				Everything the console does, for programs: JSON over HTTPS at <code>{origin}/api/v1</code>,
				version {version}. <a href="/api/v1/openapi.json">openapi.json</a> is the same as an OpenAPI
				3.1 document, to generate a client from.
			</p>
			<ul>
				<li>
					<b>Token</b> in <code>Authorization: Bearer …</code>, made under{" "}
					<a href="/console/api-tokens">API tokens</a>. Scopes include those before them:{" "}
					<code>read</code>, <code>operate</code>, <code>admin</code>. 600 calls a minute, then 429
					with <code>Retry-After</code>.
				</li>
				<li>
					<b>Lists</b> answer <code>items</code> and <code>nextCursor</code>; send that as{" "}
					<code>cursor</code> for the next page, until it is <code>null</code>.
				</li>
				<li>
					<b>Once and not twice</b>: where <code>Idempotency-Key</code> is taken, a repeated call
					with the same key gets the first answer again and does nothing more.
				</li>
				<li>
					<b>Errors</b> are <code>application/problem+json</code> with a <code>code</code> that
					never changes, and in <code>errors</code> each <code>field</code> with{" "}
					<code>message</code> and <code>remedy</code>.
				</li>
			</ul>
		</section>
	);
}
