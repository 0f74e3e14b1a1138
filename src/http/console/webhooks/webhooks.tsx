import { isAppError } from "../../../lib/errors.ts";
import {
	addEndpoint,
	changeEndpoint,
	endpointChangeSchema,
	newEndpointSchema,
	removeEndpoint,
	renewEndpointSecret,
	replayTo,
	setEnabled,
} from "../../api/outgoing-webhooks.ts";
import { type Api, type HttpContext, newApi } from "../../context.ts";
import { fieldProblems } from "../../validation.ts";
import { act } from "../act.ts";
import { EMPTY_FORM, type Form, readForm } from "../form.ts";
import { showPage } from "../page.tsx";
import type { FieldProblem } from "../parts/forms.tsx";
import { t } from "../texts/t.ts";
import { showWebhooks, WEBHOOKS_PATH } from "./webhook-list.tsx";
import { showWebhook } from "./webhook.tsx";

const LIST = WEBHOOKS_PATH;

/** Other programs that are told what happens. */
export function webhookPages(): Api {
	const routes = newApi();
	routes.get(LIST, (c) => showWebhooks(c, { form: EMPTY_FORM, problems: [] }));
	routes.post(LIST, async (c) => {
		const form = await readForm(c);
		const parsed = newEndpointSchema.safeParse(valuesOf(form));
		if (!parsed.success) {
			return showWebhooks(c, { form, problems: fieldProblems(parsed.error) });
		}
		const added = await tryTo(() => addEndpoint(c, parsed.data));
		return "problems" in added
			? showWebhooks(c, { form, problems: added.problems })
			: showSecret(c, added.done);
	});
	routes.get(`${LIST}/:id`, (c) => showWebhook(c, c.req.param("id"), null));
	routes.post(`${LIST}/:id`, async (c) => {
		const id = c.req.param("id");
		const form = await readForm(c);
		const parsed = endpointChangeSchema.safeParse(valuesOf(form));
		const problems = parsed.success
			? await tryTo(() => changeEndpoint(c, id, parsed.data))
			: { problems: fieldProblems(parsed.error) };
		return "problems" in problems
			? showWebhook(c, id, { form, problems: problems.problems })
			: act(c, `${LIST}/${id}`, () => Promise.resolve(t.webhooks.saved));
	});
	for (const [name, done] of [
		["enable", () => t.webhooks.enabled],
		["disable", () => t.webhooks.disabled],
	] as const) {
		routes.post(`${LIST}/:id/${name}`, (c) =>
			act(c, `${LIST}/${c.req.param("id")}`, async () => {
				await setEnabled(c, c.req.param("id"), name === "enable");
				return done();
			}),
		);
	}
	routes.post(`${LIST}/:id/delete`, (c) =>
		act(c, LIST, async () => {
			await removeEndpoint(c, c.req.param("id"));
			return t.webhooks.deleted;
		}),
	);
	routes.post(`${LIST}/:id/secret`, async (c) =>
		showSecret(c, await renewEndpointSecret(c, c.req.param("id"))),
	);
	routes.post(`${LIST}/:id/replay`, (c) =>
		act(c, `${LIST}/${c.req.param("id")}`, async () => {
			const replayed = await replayTo(c, c.req.param("id"), replayOf(await readForm(c)));
			return replayed === 1 ? t.webhooks.oneEventAgain : t.webhooks.eventsAgain(replayed);
		}),
	);
	return routes;
}

function valuesOf(form: Form) {
	return { name: form.text("name"), url: form.text("url"), kinds: form.all("kinds") };
}

/** All since the beginning of that day in UTC, where no event is named. */
function replayOf(form: Form): { eventId: string } | { since: string } {
	const eventId = form.text("eventId") ?? "";
	const day = form.text("since") ?? "";
	return eventId === ""
		? { since: `${/^\d{4}-\d{2}-\d{2}$/.test(day) ? day : "9999-12-31"}T00:00:00Z` }
		: { eventId };
}

/** What is wrong with a field is told at the field. */
async function tryTo<T>(
	work: () => Promise<T>,
): Promise<{ done: T } | { problems: FieldProblem[] }> {
	try {
		return { done: await work() };
	} catch (error) {
		if (isAppError(error) && error.problems.length > 0) {
			return { problems: error.problems };
		}
		throw error;
	}
}

function showSecret(c: HttpContext, { id, secret }: { id: string; secret: string }) {
	const path = `${LIST}/${id}`;
	return showPage(
		c,
		{ title: t.webhooks.secret, trail: [{ path: LIST, label: t.telling.webhooks }] },
		() => (
			<div class="card stack">
				<p>{t.webhooks.secretShownOnce}</p>
				<p>
					<code class="copy">{secret}</code>
				</p>
				<p class="actions">
					<a class="button primary" href={path}>
						{t.webhooks.secretCopied}
					</a>
				</p>
			</div>
		),
	);
}
