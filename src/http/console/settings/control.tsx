import type { Form } from "../form.ts";
import {
	Field,
	fieldId,
	type FieldProblem,
	type Option,
	Problems,
	problemsOf,
	Select,
} from "../parts/forms.tsx";
import { isTable, type SettingsField } from "./field-kinds.ts";
import { SettingsTable } from "./table-field.tsx";

type Props = {
	field: SettingsField;
	form: Form;
	problems: readonly FieldProblem[];
	accounts: readonly Option[];
	/** Of a table: so many empty rows are offered. */
	blankRows: number;
};

/** One setting as a person sees it: label, control with the present value, hint, and what is wrong with it. */
export function SettingsControl(props: Props) {
	const { field, form, problems } = props;
	if (isTable(field)) {
		return <SettingsTable {...props} field={field} />;
	}
	if (field.kind === "numbers") {
		return <Ticks name={field.name} {...props} options={field.options} />;
	}
	if (field.kind === "switch") {
		return <Switch {...props} />;
	}
	if (field.kind === "presence") {
		// What is wrong with the object's own fields is told at those.
		return (
			<Switch {...props} problems={problems.filter((problem) => problem.field === field.name)} />
		);
	}
	const isOptional = ("isNullable" in field && field.isNullable) || "ifEmpty" in field;
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
