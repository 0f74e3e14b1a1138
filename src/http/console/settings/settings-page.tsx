import type { Child } from "hono/jsx";

import { isAppError } from "../../../lib/errors.ts";
import { divisionSettingsSchema } from "../../../shipping/model/division-settings.ts";
import { saveDivisionSettings } from "../../../shipping/operate/save-division-settings.ts";
import type { Division } from "../../../shipping/ports/divisions.ts";
import { requireFound } from "../../../shipping/refusals.ts";
import { readFedexAccounts } from "../../api/fedex-accounts.ts";
import { readWriteCosts } from "../../api/write-costs.ts";
import { type Api, changeOf, type HttpContext, newApi } from "../../context.ts";
import { fieldProblems } from "../../validation.ts";
import { Form, readForm } from "../form.ts";
import { notify } from "../notice.ts";
import { showPage } from "../page.tsx";
import { type FieldProblem, problemsOf, ProblemSummary, TokenField } from "../parts/forms.tsx";
import { IfMay, MayFill } from "../parts/may.tsx";
import { words } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";
import { settingsSections } from "./all-fields.ts";
import { SettingsControl } from "./control.tsx";
import { isTable, type SettingsSection } from "./field-kinds.ts";
import { actOnRows, closedUp, DO_FIELD, fromForm, toForm } from "./form-values.ts";
import { WriteCostsCard } from "./write-costs.tsx";

const PATH = "/console/divisions/:id/settings";
const MORE_ROWS = 2;
const ACCOUNTS_MAX = 200;

export function settingsPages(): Api {
	const routes = newApi();
	routes.get(PATH, async (c) => {
		const division = await findDivision(c);
		const form = division.settings === null ? firstForm(division) : toForm(division.settings);
		return showSettings(c, division, { form });
	});
	routes.post(PATH, async (c) => {
		const division = await findDivision(c);
		const sent = await readForm(c);
		const form = closedUp(sent);
		const acted = actOnRows(sent, sent.text(DO_FIELD) ?? "");
		if (acted !== undefined) {
			return showSettings(c, division, acted);
		}
		const { settings, unknown } = fromForm(sent, division.settings);
		const parsed = divisionSettingsSchema.safeParse(settings);
		if (!parsed.success || unknown.length > 0) {
			const problems = [...unknown, ...(parsed.success ? [] : fieldProblems(parsed.error))];
			return showSettings(c, division, { form, problems });
		}
		try {
			const { setup, wakeUps } = c.var.services;
			const deps = { ...setup, wakeUps };
			const saved = await saveDivisionSettings(division.id, parsed.data, changeOf(c), deps);
			await notify(c, { text: savedText(division, saved) });
		} catch (error) {
			if (isAppError(error) && error.code === "request.invalid") {
				return showSettings(c, division, { form, problems: error.problems });
			}
			throw error;
		}
		return c.redirect(`/console/divisions/${division.id}`, 303);
	});
	return routes;
}

async function findDivision(c: HttpContext): Promise<Division> {
	const id = c.req.param("id") ?? "";
	return requireFound("division", id, await c.var.services.setup.divisions.find(id));
}

function savedText(before: Division, saved: Division): string {
	return before.mode === "off"
		? t.settings.isMappedAndOn(saved.name)
		: t.settings.theSettingsOfAre(saved.name);
}

/** What a division starts from: the defaults, and what Exact says about it. */
function firstForm(division: Division): Form {
	const defaults = divisionSettingsSchema.parse({
		fedexAccountId: "none",
		shipFrom: {
			companyName: division.name.slice(0, 35),
			personName: "-",
			phone: "0000000000",
			streetLines: ["-"],
			postalCode: "-",
			city: "-",
			country: /^[A-Z]{2}$/.test(division.country) ? division.country : "NL",
		},
		timeZone: "Europe/Amsterdam",
		services: [{ shippingMethod: "-", service: "FEDEX_PRIORITY" }],
	});
	const form = toForm(defaults);
	const isOpen = (name: string) =>
		name.startsWith("services.") ||
		name === "fedexAccountId" ||
		(name.startsWith("shipFrom.") && !/companyName|country/.test(name));
	return new Form(
		new Map(form.names().map((name) => [name, isOpen(name) ? [] : [...form.all(name)]])),
	);
}

async function showSettings(
	c: HttpContext,
	division: Division,
	state: { form: Form; problems?: readonly FieldProblem[]; added?: string },
): Promise<Response> {
	const { form, problems = [] } = state;
	const { items } = await readFedexAccounts(c, { limit: ACCOUNTS_MAX, cursor: undefined });
	const accounts = items.map(({ id, name, accountNumber, environment }) => ({
		value: id,
		label: `${name} · ${accountNumber} · ${words(environment)}`,
	}));
	const trail = [
		{ path: "/console/divisions", label: t.common.divisions },
		{ path: `/console/divisions/${division.id}`, label: division.name },
	];
	const costs = division.settings === null ? null : await readWriteCosts(c, division);
	const status = problems.length === 0 ? 200 : 422;
	return showPage(c, { title: t.common.settings, trail, status }, (token) => (
		<form method="post" class="form settings">
			<TokenField token={token} />
			<MayFill post={`/console/divisions/${division.id}/settings`}>
				{/* The first button is the one that Enter presses. */}
				<button class="unseen" name={DO_FIELD} value="save" tabindex={-1} aria-hidden="true">
					{t.common.save}
				</button>
				<ProblemSummary problems={problems} />
				{accounts.length === 0 ? (
					<div class="notice refused">
						<p>
							{t.settings.thereIsNoFedex}{" "}
							<a href="/console/fedex-accounts/new">{t.settings.addOne}</a> {t.settings.first}
						</p>
					</div>
				) : null}
				<div class="sections">
					<nav aria-label={t.settings.sections}>
						<ul>
							{settingsSections().map((section) => (
								<li class={isWrong(section, problems) ? "wrong" : undefined}>
									<a href={`#${sectionId(section)}`}>{section.title}</a>
								</li>
							))}
						</ul>
					</nav>
					<div>
						{settingsSections().map((section) => (
							<Section
								section={section}
								isOpen={
									section.isFolded !== true ||
									isWrong(section, problems) ||
									section.fields.some(({ name }) => name === state.added)
								}
							>
								{section.fields.map((field) => (
									<SettingsControl
										field={field}
										form={form}
										problems={problems}
										accounts={accounts}
										blankRows={isTable(field) && field.name === state.added ? MORE_ROWS : 0}
									/>
								))}
							</Section>
						))}
						{costs === null ? null : <WriteCostsCard costs={costs} />}
					</div>
				</div>
			</MayFill>
			<p class="actions sticky">
				<IfMay
					post={`/console/divisions/${division.id}/settings`}
					otherwise={<strong>{t.settings.anAdministratorCanChange}</strong>}
				>
					<button class="primary" name={DO_FIELD} value="save">
						{t.common.saveTheSettings}
					</button>
				</IfMay>
				<a class="button" href={`/console/divisions/${division.id}`}>
					{t.common.cancel}
				</a>
				<span class="hint">
					{division.mode === "off"
						? t.settings.savingMapsTheDivision
						: t.settings.savingAppliesAtOnce}
				</span>
			</p>
		</form>
	));
}

/** The link of the side list leads to the head inside, which makes browsers unfold the section. */
function Section(props: { section: SettingsSection; isOpen: boolean; children?: Child }) {
	const { section } = props;
	return (
		<details class="card section" open={props.isOpen}>
			<summary>
				<h2>{section.title}</h2>
			</summary>
			<p class="hint" id={sectionId(section)}>
				{section.hint}
			</p>
			<div class="fields">{props.children}</div>
		</details>
	);
}

/** The same in every language: `s-readyRule` of the section whose fields begin with it. */
function sectionId({ fields }: SettingsSection): string {
	return `s-${fields[0]?.name.split(".")[0] ?? ""}`;
}

function isWrong({ fields }: SettingsSection, problems: readonly FieldProblem[]): boolean {
	return fields.some(({ name }) => problemsOf(problems, name).length > 0);
}
