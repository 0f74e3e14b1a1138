import type { EnteredPackage } from "../../shipping/model/entered-packages.ts";
import { invalidFields } from "../../shipping/refusals.ts";
import { enteredPackageSchema, MAX_PACKAGES, pack, readToPack } from "../api/order-packages.ts";
import { readOrder } from "../api/orders.ts";
import { type Api, type HttpContext, newApi } from "../context.ts";
import { act } from "./act.ts";
import { type Form, readForm } from "./form.ts";
import { showPage } from "./page.tsx";
import { PostForm, TokenField } from "./parts/forms.tsx";
import { IfMay } from "./parts/may.tsx";

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
			return `${packages.length} packages are kept; the next poll, which is on its way, plans with them.`;
		}),
	);
	routes.post(`${ORDERS}/:id/packages/remove`, (c) =>
		act(c, pathOf(c), async () => {
			await pack(c, c.req.param("id"), null);
			return "The next poll, which is on its way, packs it by the division's settings.";
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
	return showPage(c, { title: `Packages of order ${order.orderNumber}` }, (token) => (
		<>
			<p class="hint">
				Left to ship:{" "}
				{rest.map(({ line, quantity }) => `${quantity} × ${line.itemCode ?? "–"}`).join(", ")}.
			</p>
			<form method="post" action={`${ORDERS}/${id}/packages`}>
				<TokenField token={token} />
				<PackageTable rows={rows} types={packing.packageTypes} />
				<IfMay post={`${ORDERS}/${id}/packages`}>
					<p class="actions">
						<button class="primary">Ship it in these packages</button>
						<span class="hint">
							Rows without a weight are left out. What is in which package can be told through the
							API.
						</span>
					</p>
				</IfMay>
			</form>
			{entered.length === 0 ? null : (
				<PostForm
					token={token}
					action={`${ORDERS}/${id}/packages/remove`}
					label="Pack by the settings again"
				/>
			)}
		</>
	));
}

/** The rows of a form that `readPackages` reads. */
export function PackageTable(props: {
	rows: readonly (EnteredPackage | null)[];
	types: readonly { code: string }[];
}) {
	return (
		<div class="scroll">
			<table class="list">
				<thead>
					<tr>
						<th>How many</th>
						<th>Weight in kg, box included</th>
						<th>Package type</th>
						<th>Or length, width and height in cm</th>
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
			aria-label={`${label} of row ${at}`}
			value={value === undefined ? "" : String(value)}
		/>
	);
	return (
		<tr>
			<td>{number("count", "How many", row === null ? undefined : 1)}</td>
			<td>{number("weight", "Weight", row === null ? undefined : row.weightGrams / 1_000)}</td>
			<td>
				<select name="type" aria-label={`Package type of row ${at}`}>
					<option value="">–</option>
					{types.map(({ code }) => (
						<option value={code} selected={row?.type === code}>
							{code}
						</option>
					))}
				</select>
			</td>
			<td>
				{number("length", "Length", row?.dimensions?.lengthCm)} ×{" "}
				{number("width", "Width", row?.dimensions?.widthCm)} ×{" "}
				{number("height", "Height", row?.dimensions?.heightCm)}
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
				field: `row ${at + 1}`,
				message: `Row ${at + 1} is no package.`,
				remedy: "It has a weight, and a type, or three sides in whole centimetres, or neither.",
			});
		} else {
			packages.push(...Array.from({ length: count }, () => parsed.data));
		}
	}
	if (packages.length > MAX_PACKAGES) {
		wrong.push({
			field: "count",
			message: `These are ${packages.length} packages, and FedEx takes ${MAX_PACKAGES} in one shipment.`,
			remedy: "Enter fewer, or split the order in Exact.",
		});
	}
	if (packages.length === 0 && wrong.length === 0) {
		wrong.push({
			field: "weight",
			message: "No package was entered.",
			remedy: "Enter the weight of at least one.",
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
