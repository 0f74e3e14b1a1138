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
			return `A courier of FedEx ${carrier} comes on ${day} for ${packages} packages (FedEx: ${confirmationCode}).`;
		});
	});
	routes.post(`${PAGE}/:pickup/cancel`, (c) =>
		act(c, pathOf(c.req.param("id")), async () => {
			const { day } = await callOffCourier(c, c.req.param("pickup"));
			return `No courier comes on ${day}.`;
		}),
	);
	routes.post(`${PAGE}/close`, (c) => {
		const id = c.req.param("id");
		return act(c, pathOf(id), async () => {
			const wish = readWish(await readForm(c), newGroundCloseSchema, (form) => ({
				day: textOrNull(form, "day"),
			}));
			const { day, packages } = await closeDay(c, id, wish);
			return `${day} is closed at FedEx Ground with ${packages} packages. Its manifest is below.`;
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
		{ path: "/console/divisions", label: "Divisions" },
		{ path: `/console/divisions/${id}`, label: division.name },
	];
	return showPage(c, { title: "Couriers and the end of the day", trail }, (token) => (
		<>
			{settings === null ? (
				<Nothing>Map the division first: a courier comes to its ship-from address.</Nothing>
			) : (
				<Card title="Have a courier come">
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
			<Card title="Couriers">
				<Pickups items={pickups.items} token={token} path={pathOf(id)} />
			</Card>
			{hasGround || closes.items.length > 0 ? (
				<Card title="Days at FedEx Ground">
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
				<div class="columns">
					<Field name="carrier" label="For">
						<Select name="carrier" value={undefined} options={props.carriers} />
					</Field>
					<Field name="day" label="Day">
						<input id={fieldId("day")} type="date" name="day" value={props.today} />
					</Field>
					<Field name="readyTime" label="Goods are ready at">
						<input id={fieldId("readyTime")} type="time" name="readyTime" value="15:00" />
					</Field>
					<Field name="closeTime" label="Somebody is there until">
						<input id={fieldId("closeTime")} type="time" name="closeTime" value="17:00" />
					</Field>
				</div>
				<label>
					<input type="checkbox" name="again" /> Another one, although one was asked for
				</label>
			</MayFill>
			<IfMay post={`${props.action}/ask`}>
				<div class="action">
					<button>Ask for a courier</button>
					<p class="hint">
						FedEx is asked whether one can come, and then to send one for the labels of that day
						that it has not seen. Accounts with a daily collection need none.
					</p>
				</div>
			</IfMay>
		</form>
	);
}

type PickupView = Awaited<ReturnType<typeof readPickups>>["items"][number];

function Pickups(props: { items: readonly PickupView[]; token: string; path: string }) {
	if (props.items.length === 0) {
		return <Nothing>None was asked for yet.</Nothing>;
	}
	return (
		<div class="scroll">
			<table class="list">
				<thead>
					<tr>
						<th>Day</th>
						<th>For</th>
						<th>Packages</th>
						<th>FedEx's number</th>
						<th>State</th>
						<th>
							<span class="quiet">What you can do</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{props.items.map(({ id, day, carrier, packages, confirmationCode, state, location }) => (
						<tr>
							<td>{day}</td>
							<td>{carrier}</td>
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
										label="Call off"
										kind="danger"
										name={`Call off the courier of ${day}`}
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
					<input type="date" name="day" value={props.today} aria-label="The day to close" />
				</MayFill>
				<IfMay post={`${props.action}/close`}>
					<button>Close the day</button>
				</IfMay>
				<p class="hint">
					Tells FedEx Ground that the account's parcels of that day are complete, and keeps the
					manifest that the driver signs. A closed parcel can't be voided any more. Asking again
					closes what was labelled since, and does no harm otherwise.
				</p>
			</div>
		</form>
	);
}

type CloseView = Awaited<ReturnType<typeof readGroundCloses>>["items"][number];

function Closes({ items }: { items: readonly CloseView[] }) {
	if (items.length === 0) {
		return <Nothing>No day was closed yet.</Nothing>;
	}
	return (
		<div class="scroll">
			<table class="list">
				<thead>
					<tr>
						<th>Day</th>
						<th>Shipments</th>
						<th>Packages</th>
						<th>Papers</th>
						<th>Asked</th>
						<th>State</th>
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
										Open {words(kind)}
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
