import type { EnteredPackage } from "../../shipping/model/entered-packages.ts";
import { invalidFields } from "../../shipping/refusals.ts";
import { enteredPackageSchema, MAX_PACKAGES, pack, readToPack } from "../api/order-packages.ts";
import { readOrder } from "../api/orders.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { type Form, readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { PostForm, TokenField } from "./parts/forms.tsx";
import { IfMay, MayFill } from "./parts/may.tsx";
import { t } from "./texts/t.ts";

const ORDERS = "/console/orders";
const SPARE_ROWS = 6;
const COLUMNS = ["count", "weight", "type", "length", "width", "height"] as const;

/** How an order's next shipment is packed, entered by hand: a row for each kind of package. */
export function orderPackagePages(): Api {
	const routes = newApi();
	const pathOf = (c: HttpContext) => `${ORDERS}/${c.req.param("id")}/packages`;
	routes.get(`${ORDERS}/:id/packages`, (c) => showPackages(c, c.req.param("id")));
	routes.post(`${ORDERS}/:id/packages`, (c) =>
		act(c, pathOf(c), async () => {
			const packages = readPackages(await readForm(c));
			await pack(c, c.req.param("id"), packages);
			return t.orders.packagesAreKeptThe(packages.length);
		}),
	);
	routes.post(`${ORDERS}/:id/packages/remove`, (c) =>
		act(c, pathOf(c), async () => {
			await pack(c, c.req.param("id"), null);
			return t.orders.theNextPollWhich;
		}),
	);
	return routes;
}

async function showPackages(c: HttpContext, id: string): Promise<Response> {
	const order = await readOrder(c, id);
	const { rest, packing } = await readToPack(c, id);
	const entered = order.packages ?? [];
	const rows: (EnteredPackage | null)[] = [
		...entered,
		...Array.from({ length: SPARE_ROWS }, () => null),
	];
	const head = {
		title: t.orders.packagesOfOrder(order.orderNumber),
		trail: [{ path: ORDERS, label: t.common.orders }],
	};
	return showPage(c, head, (token) => (
		<div class="card">
			<p class="hint">
				{t.orders.leftToShip}{" "}
				{rest.map(({ line, quantity }) => `${quantity} × ${line.itemCode ?? "–"}`).join(", ")}.
			</p>
			<form method="post" action={`${ORDERS}/${id}/packages`}>
				<TokenField token={token} />
				<MayFill post={`${ORDERS}/${id}/packages`}>
					<PackageTable rows={rows} types={packing.packageTypes} />
				</MayFill>
				<IfMay post={`${ORDERS}/${id}/packages`}>
					<p class="actions">
						<button class="primary">{t.orders.shipItInThese}</button>
						<span class="hint">{t.orders.rowsWithoutAWeight}</span>
					</p>
				</IfMay>
			</form>
			{entered.length === 0 ? null : (
				<PostForm
					token={token}
					action={`${ORDERS}/${id}/packages/remove`}
					label={t.orders.packByTheSettings}
				/>
			)}
		</div>
	));
}

/** The rows of a form that `readPackages` reads. */
export function PackageTable(props: {
	rows: readonly (EnteredPackage | null)[];
	types: readonly { code: string }[];
}) {
	return (
		<div class="scroll">
			<table class="list entries">
				<thead>
					<tr>
						<th>{t.common.howMany}</th>
						<th>{t.orders.weightInKgBox}</th>
						<th>{t.common.packageType}</th>
						<th>{t.orders.orLengthWidthAnd}</th>
					</tr>
				</thead>
				<tbody>
					{props.rows.map((row, at) => (
						<PackageRow row={row} at={at + 1} types={props.types} />
					))}
				</tbody>
			</table>
		</div>
	);
}

function PackageRow(props: {
	row: EnteredPackage | null;
	at: number;
	types: readonly { code: string }[];
}) {
	const { row, at, types } = props;
	const number = (name: (typeof COLUMNS)[number], label: string, value: number | undefined) => (
		<input
			name={name}
			inputmode="decimal"
			size={6}
			aria-label={t.orders.ofRow(label, at)}
			value={value === undefined ? "" : String(value)}
		/>
	);
	return (
		<tr>
			<td data-label={t.common.howMany}>
				{number("count", t.common.howMany, row === null ? undefined : 1)}
			</td>
			<td data-label={t.orders.weightInKgBox}>
				{number("weight", t.orders.weight, row === null ? undefined : row.weightGrams / 1_000)}
			</td>
			<td data-label={t.common.packageType}>
				<select name="type" aria-label={t.orders.packageTypeOfRow(at)}>
					<option value="">–</option>
					{types.map(({ code }) => (
						<option value={code} selected={row?.type === code}>
							{code}
						</option>
					))}
				</select>
			</td>
			<td class="sides" data-label={t.orders.orLengthWidthAnd}>
				{number("length", t.orders.length, row?.dimensions?.lengthCm)} ×{" "}
				{number("width", t.orders.width, row?.dimensions?.widthCm)} ×{" "}
				{number("height", t.orders.height, row?.dimensions?.heightCm)}
			</td>
		</tr>
	);
}

/** Every column comes as often as there are rows. @throws AppError `request.invalid` naming each row */
export function readPackages(form: Form): EnteredPackage[] {
	const columns = Object.fromEntries(COLUMNS.map((name) => [name, form.all(name)]));
	const cell = (name: (typeof COLUMNS)[number], at: number) => columns[name]?.[at]?.trim() ?? "";
	const packages: EnteredPackage[] = [];
	const wrong: { field: string; message: string; remedy: string }[] = [];
	for (let at = 0; at < form.all("weight").length; at += 1) {
		if (cell("weight", at) === "") {
			continue;
		}
		const sides = [cell("length", at), cell("width", at), cell("height", at)];
		const [lengthCm, widthCm, heightCm] = sides.map(toNumber);
		const parsed = enteredPackageSchema.safeParse({
			weightGrams: Math.round(toNumber(cell("weight", at)) * 1_000),
			type: cell("type", at) || null,
			dimensions: sides.every((side) => side === "") ? null : { lengthCm, widthCm, heightCm },
		});
		const count = cell("count", at) === "" ? 1 : toNumber(cell("count", at));
		if (!parsed.success || !Number.isInteger(count) || count < 1 || count > MAX_PACKAGES) {
			wrong.push({
				field: t.orders.row(at + 1),
				message: t.orders.rowIsNoPackage(at + 1),
				remedy: t.orders.itHasAWeight,
			});
		} else {
			packages.push(...Array.from({ length: count }, () => parsed.data));
		}
	}
	if (packages.length > MAX_PACKAGES) {
		wrong.push({
			field: "count",
			message: t.orders.theseArePackagesAnd(packages.length, MAX_PACKAGES),
			remedy: t.orders.enterFewerOrSplit,
		});
	}
	if (packages.length === 0 && wrong.length === 0) {
		wrong.push({
			field: "weight",
			message: t.orders.noPackageWasEntered,
			remedy: t.orders.enterTheWeightOf,
		});
	}
	if (wrong.length > 0) {
		throw invalidFields(wrong);
	}
	return packages;
}

/** With a decimal comma too. */
function toNumber(text: string): number {
	return text === "" ? Number.NaN : Number(text.replace(",", "."));
}
