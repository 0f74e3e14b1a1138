import { html } from "hono/html";

import type { Twin } from "../twin.ts";

const SHOWN_DOCUMENTS = 30;

/** The Documents that arrived, those that changed last first, each with its text to unfold. */
export function drawDocuments(twin: Twin) {
	const arrived = twin.site
		.allAdministrations()
		.flatMap((admin) => admin.documents.values())
		.toSorted((one, other) => other.Modified - one.Modified);
	if (arrived.length === 0) {
		return html`<p class="empty">None yet.</p>`;
	}
	return html`<div class="scroll" tabindex="0">
		<table>
			<tr>
				<th>Order</th>
				<th>What it says</th>
				<th>Written</th>
				<th>Changed</th>
				<th>Subject</th>
			</tr>
			${arrived.slice(0, SHOWN_DOCUMENTS).map(
				(document) =>
					html`<tr>
						<td>${document.SalesOrderNumber}</td>
						<td class="text">
							<details id="document-${document.ID}">
								<summary>${firstLine(document.Body)}</summary>
								<pre>${document.Body}</pre>
							</details>
						</td>
						<td>${wallText(document.Created)}</td>
						<td>${document.Modified === document.Created ? "–" : wallText(document.Modified)}</td>
						<td><small>${document.Subject}</small></td>
					</tr>`,
			)}
		</table>
	</div>`;
}

function firstLine(body: string | null): string {
	return body?.split("\n")[0] ?? "nothing";
}

function wallText(wallMs: number): string {
	return new Date(wallMs).toISOString().slice(0, 16).replace("T", " ");
}
