import type { Form } from "./form.ts";
import {
	Field,
	fieldId,
	type FieldProblem,
	type Option,
	Problems,
	problemsOf,
	Select,
} from "./parts/forms.tsx";
import type { SettingsField } from "./settings-fields.ts";
import { SERVICE_COLUMNS } from "./settings-form.ts";

type Props = {
	field: SettingsField;
	form: Form;
	problems: readonly FieldProblem[];
	accounts: readonly Option[];
	serviceRows: number;
};

/** One setting as a person sees it: label, control with the present value, hint, and what is wrong with it. */
export function SettingsControl(props: Props) {
	const { field, form, problems } = props;
	if (field.kind === "services") {
		return <Services {...props} />;
	}
	if (field.kind === "numbers") {
		return <Ticks name={field.name} {...props} options={field.options} />;
	}
	if (field.kind === "switch") {
		return <Switch {...props} />;
	}
	const isOptional = "isNullable" in field ? field.isNullable : undefined;
	return (
		<Field
			name={field.name}
			label={field.label}
			hint={field.hint}
			problems={problems}
			isOptional={isOptional}
		>
			<Control field={field} form={form} accounts={props.accounts} />
		</Field>
	);
}

function Control({ field, form, accounts }: Pick<Props, "field" | "form" | "accounts">) {
	const { name } = field;
	const id = fieldId(name);
	const value = form.text(name) ?? "";
	switch (field.kind) {
		case "account":
			return <Select name={name} value={value === "" ? undefined : value} options={accounts} />;
		case "choice":
			return (
				<Select name={name} value={value === "" ? undefined : value} options={field.options} />
			);
		case "lines":
			return (
				<textarea id={id} name={name} rows={4}>
					{value}
				</textarea>
			);
		case "inputs":
			return (
				<span class="stacked">
					{Array.from({ length: field.count }, (_, at) => (
						<input
							id={at === 0 ? id : `${id}-${at}`}
							name={name}
							value={form.all(name)[at] ?? ""}
							aria-label={`${field.label}, ${at + 1}`}
						/>
					))}
				</span>
			);
		case "number":
			return <input id={id} name={name} value={value} inputmode="numeric" class="short" />;
		default:
			return (
				<input id={id} name={name} value={value} type={("type" in field && field.type) || "text"} />
			);
	}
}

function Ticks({
	field,
	form,
	problems,
	options,
}: Props & { name: string; options: readonly Option[] }) {
	const own = problemsOf(problems, field.name);
	const ticked = new Set(form.all(field.name));
	return (
		<fieldset
			class={own.length === 0 ? "field ticks" : "field ticks wrong"}
			id={fieldId(field.name)}
		>
			<legend>{field.label}</legend>
			{options.map(({ value, label }) => (
				<label class="tick">
					<input type="checkbox" name={field.name} value={value} checked={ticked.has(value)} />
					{label}
				</label>
			))}
			<Problems problems={own} />
			{field.hint === undefined ? null : <p class="hint">{field.hint}</p>}
		</fieldset>
	);
}

function Switch({ field, form, problems }: Props) {
	const own = problemsOf(problems, field.name);
	return (
		<div class={own.length === 0 ? "field" : "field wrong"}>
			<label class="tick">
				<input
					id={fieldId(field.name)}
					type="checkbox"
					name={field.name}
					value="on"
					checked={(form.text(field.name) ?? "") !== ""}
				/>
				{field.label}
			</label>
			<Problems problems={own} />
			{field.hint === undefined ? null : <p class="hint">{field.hint}</p>}
		</div>
	);
}

const SERVICE_LABELS: Record<(typeof SERVICE_COLUMNS)[number], string> = {
	shippingMethod: "Shipping method in Exact",
	service: "FedEx service",
	packaging: "Packaging",
};

function Services({ field, form, problems, serviceRows }: Props) {
	return (
		<div class="field" id={fieldId(field.name)}>
			<div class="scroll">
				<table class="rows">
					<thead>
						<tr>
							{SERVICE_COLUMNS.map((column) => (
								<th>{SERVICE_LABELS[column]}</th>
							))}
						</tr>
					</thead>
					<tbody>
						{Array.from({ length: serviceRows }, (_, row) => (
							<tr>
								{SERVICE_COLUMNS.map((column) => {
									const name = `services.${row}.${column}`;
									const own = problemsOf(problems, name);
									return (
										<td class={own.length === 0 ? undefined : "wrong"}>
											<input
												id={fieldId(name)}
												name={name}
												value={form.text(name) ?? ""}
												aria-label={`${SERVICE_LABELS[column]}, row ${row + 1}`}
												list={column === "shippingMethod" ? undefined : `known-${column}`}
											/>
											<Problems problems={own} />
										</td>
									);
								})}
							</tr>
						))}
					</tbody>
				</table>
			</div>
			<Problems problems={problems.filter((problem) => problem.field === field.name)} />
			<datalist id="known-service">
				{KNOWN_SERVICES.map((value) => (
					<option value={value}></option>
				))}
			</datalist>
			<datalist id="known-packaging">
				{KNOWN_PACKAGINGS.map((value) => (
					<option value={value}></option>
				))}
			</datalist>
			<p class="hint">
				The method by its code in Exact. Clear a row to drop it; an empty packaging is your own.
			</p>
		</div>
	);
}

/** Offered, not required: FedEx's Ship API reference lists them (read 2026-11). */
const KNOWN_SERVICES = [
	"FEDEX_PRIORITY",
	"FEDEX_REGIONAL_ECONOMY",
	"FEDEX_INTERNATIONAL_PRIORITY",
	"INTERNATIONAL_ECONOMY",
	"FEDEX_GROUND",
	"FEDEX_2_DAY",
	"STANDARD_OVERNIGHT",
	"PRIORITY_OVERNIGHT",
];
const KNOWN_PACKAGINGS = [
	"YOUR_PACKAGING",
	"FEDEX_BOX",
	"FEDEX_ENVELOPE",
	"FEDEX_PAK",
	"FEDEX_TUBE",
];
