import { GROUND_COUNTRIES } from "../../shipping/model/facts/ground-services.ts";
import { localMoment } from "../../shipping/model/ship-date.ts";
import { invalidFields, requireFound } from "../../shipping/refusals.ts";
import { closeDay, newGroundCloseSchema, readGroundCloses } from "../api/ground-closes.ts";
import { askForPickup, callOffCourier, newPickupSchema, readPickups } from "../api/pickups.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { fieldProblems } from "../validation.ts";
import { act } from "./act.ts";
import { type Form, readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { Field, fieldId, type Option, PostForm, Select, TokenField } from "./parts/forms.tsx";
import { IfMay, MayFill } from "./parts/may.tsx";
import { At, Badge, Card, Nothing, words } from "./parts/texts.tsx";
import { t } from "./texts/t.ts";

const PAGE = "/console/divisions/:id/couriers";
const SHOWN = { limit: 20, cursor: undefined };

const pathOf = (divisionId: string) => PAGE.replace(":id", divisionId);

/** What a person asks of FedEx at the end of a day: a courier, and the day's close at FedEx Ground. */
export function courierPages(): Api {
	const routes = newApi();
	routes.get(PAGE, (c) => showCouriers(c, c.req.param("id")));
	routes.post(`${PAGE}/ask`, (c) => {
		const id = c.req.param("id");
		return act(c, pathOf(id), async () => {
			const { carrier, day, packages, confirmationCode } = await askForPickup(
				c,
				id,
				readWish(await readForm(c), newPickupSchema, (form) => ({
					carrier: form.text("carrier"),
					day: textOrNull(form, "day"),
					readyTime: form.text("readyTime"),
					closeTime: form.text("closeTime"),
					again: form.has("again"),
				})),
			);
			return t.couriers.aCourierOfFedex(words(carrier), day, packages, confirmationCode ?? "–");
		});
	});
	routes.post(`${PAGE}/:pickup/cancel`, (c) =>
		act(c, pathOf(c.req.param("id")), async () => {
			const { day } = await callOffCourier(c, c.req.param("pickup"));
			return t.couriers.noCourierComesOn(day);
		}),
	);
	routes.post(`${PAGE}/close`, (c) => {
		const id = c.req.param("id");
		return act(c, pathOf(id), async () => {
			const wish = readWish(await readForm(c), newGroundCloseSchema, (form) => ({
				day: textOrNull(form, "day"),
			}));
			const { day, packages } = await closeDay(c, id, wish);
			return t.couriers.isClosedAtFedex(day, packages);
		});
	});
	return routes;
}

function readWish<T>(
	form: Form,
	schema: {
		safeParse(
			value: unknown,
		): { success: true; data: T } | { success: false; error: Parameters<typeof fieldProblems>[0] };
	},
	toWish: (form: Form) => unknown,
): T {
	const parsed = schema.safeParse(toWish(form));
	if (!parsed.success) {
		throw invalidFields(
			fieldProblems(parsed.error).map((problem) => ({
				...problem,
				message: `${problem.field}: ${problem.message}`,
			})),
		);
	}
	return parsed.data;
}

/** An empty field of a form is no wish. */
function textOrNull(form: Form, name: string): string | null {
	const text = form.text(name)?.trim() ?? "";
	return text === "" ? null : text;
}

async function showCouriers(c: HttpContext, id: string): Promise<Response> {
	const division = requireFound("division", id, await c.var.services.setup.divisions.find(id));
	const [pickups, closes] = await Promise.all([
		readPickups(c, id, SHOWN),
		readGroundCloses(c, id, SHOWN),
	]);
	const { settings } = division;
	const hasGround = settings !== null && GROUND_COUNTRIES.has(settings.shipFrom.country);
	const today = localMoment(c.var.services.clock.now(), settings?.timeZone ?? "UTC").date;
	const trail = [
		{ path: "/console/divisions", label: t.common.divisions },
		{ path: `/console/divisions/${id}`, label: division.name },
	];
	return showPage(c, { title: t.common.couriersAndTheEnd, trail }, (token) => (
		<>
			{settings === null ? (
				<Nothing>{t.couriers.mapTheDivisionFirst}</Nothing>
			) : (
				<Card title={t.couriers.haveACourierCome}>
					<PickupForm
						token={token}
						action={pathOf(id)}
						today={today}
						carriers={[
							{ value: "express", label: "FedEx Express" },
							...(hasGround ? [{ value: "ground", label: "FedEx Ground" }] : []),
							...(settings.freight === null ? [] : [{ value: "freight", label: "FedEx Freight" }]),
						]}
					/>
				</Card>
			)}
			<Card title={t.couriers.couriers}>
				<Pickups items={pickups.items} token={token} path={pathOf(id)} />
			</Card>
			{hasGround || closes.items.length > 0 ? (
				<Card title={t.couriers.daysAtFedexGround}>
					<CloseForm token={token} action={pathOf(id)} today={today} />
					<Closes items={closes.items} />
				</Card>
			) : null}
		</>
	));
}

function PickupForm(props: {
	token: string;
	action: string;
	today: string;
	carriers: readonly Option[];
}) {
	return (
		<form method="post" action={`${props.action}/ask`}>
			<TokenField token={props.token} />
			<MayFill post={`${props.action}/ask`}>
				<div class="fields four">
					<Field name="carrier" label={t.couriers.forWord}>
						<Select name="carrier" value={undefined} options={props.carriers} />
					</Field>
					<Field name="day" label={t.couriers.day}>
						<input id={fieldId("day")} type="date" name="day" value={props.today} />
					</Field>
					<Field name="readyTime" label={t.couriers.goodsAreReadyAt}>
						<input id={fieldId("readyTime")} type="time" name="readyTime" value="15:00" />
					</Field>
					<Field name="closeTime" label={t.couriers.somebodyIsThereUntil}>
						<input id={fieldId("closeTime")} type="time" name="closeTime" value="17:00" />
					</Field>
				</div>
				<label class="tick">
					<input type="checkbox" name="again" /> {t.couriers.anotherOneAlthoughOne}
				</label>
			</MayFill>
			<IfMay post={`${props.action}/ask`}>
				<div class="action">
					<span>
						<button class="primary">{t.couriers.askForACourier}</button>
					</span>
					<p class="hint">{t.couriers.fedexIsAskedWhether}</p>
				</div>
			</IfMay>
		</form>
	);
}

type PickupView = Awaited<ReturnType<typeof readPickups>>["items"][number];

function Pickups(props: { items: readonly PickupView[]; token: string; path: string }) {
	if (props.items.length === 0) {
		return <Nothing>{t.couriers.noneWasAskedFor}</Nothing>;
	}
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.couriers.day}</th>
						<th>{t.couriers.forWord}</th>
						<th>{t.common.packages}</th>
						<th>{t.couriers.fedexsNumber}</th>
						<th>{t.common.state}</th>
						<th>
							<span class="quiet">{t.common.whatYouCanDo}</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{props.items.map(({ id, day, carrier, packages, confirmationCode, state, location }) => (
						<tr>
							<td>{day}</td>
							<td>{words(carrier)}</td>
							<td class="number">{packages}</td>
							<td class="mono">
								{confirmationCode ?? "–"} <span class="quiet">{location}</span>
							</td>
							<td>
								<Badge value={state} />
							</td>
							<td class="end">
								{state === "confirmed" ? (
									<PostForm
										token={props.token}
										action={`${props.path}/${id}/cancel`}
										label={t.couriers.callOff}
										kind="danger"
										name={t.couriers.callOffTheCourier(day)}
									/>
								) : null}
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}

function CloseForm(props: { token: string; action: string; today: string }) {
	return (
		<form method="post" action={`${props.action}/close`}>
			<TokenField token={props.token} />
			<div class="action">
				<MayFill post={`${props.action}/close`}>
					<input type="date" name="day" value={props.today} aria-label={t.couriers.theDayToClose} />
				</MayFill>
				<IfMay post={`${props.action}/close`}>
					<button>{t.couriers.closeTheDay}</button>
				</IfMay>
				<p class="hint">{t.couriers.tellsFedexGroundThat}</p>
			</div>
		</form>
	);
}

type CloseView = Awaited<ReturnType<typeof readGroundCloses>>["items"][number];

function Closes({ items }: { items: readonly CloseView[] }) {
	if (items.length === 0) {
		return <Nothing>{t.couriers.noDayWasClosed}</Nothing>;
	}
	return (
		<div class="scroll">
			<table class="list flows">
				<thead>
					<tr>
						<th>{t.couriers.day}</th>
						<th>{t.common.shipments}</th>
						<th>{t.common.packages}</th>
						<th>{t.common.papers}</th>
						<th>{t.couriers.asked}</th>
						<th>{t.common.state}</th>
					</tr>
				</thead>
				<tbody>
					{items.map(({ day, shipments, packages, documents, createdAt, state }) => (
						<tr>
							<td>{day}</td>
							<td class="number">{shipments}</td>
							<td class="number">{packages}</td>
							<td>
								{documents.map(({ id, kind }) => (
									<a href={`/console/documents/${id}/open`} target="_blank">
										{t.common.open} {words(kind)}
									</a>
								))}
							</td>
							<td>
								<At iso={createdAt} />
							</td>
							<td>
								<Badge value={state} />
							</td>
						</tr>
					))}
				</tbody>
			</table>
		</div>
	);
}
