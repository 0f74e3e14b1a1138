import type { Form } from "../form.ts";
import { fieldId, type FieldProblem, type Option, Problems, problemsOf } from "../parts/forms.tsx";
import { t } from "../texts/t.ts";
import type { TableColumn, TableField } from "./field-kinds.ts";
import { DO_FIELD } from "./form-values.ts";
import { cellName, filledRows, REST_COLUMN } from "./rows.ts";

type Props = {
	field: TableField;
	form: Form;
	problems: readonly FieldProblem[];
	accounts: readonly Option[];
	blankRows: number;
};

/** A list of the settings, one box a row, so that it reads on a phone as well. Its order is that of the list. */
export function SettingsTable(props: Props) {
	const { field, form, problems } = props;
	const rows = Math.max(filledRows(field, form).length + props.blankRows, field.minRows ?? 0);
	return (
		<div class="field table" id={fieldId(field.name)}>
			<p class="name">{field.label}</p>
			{field.hint === undefined ? null : <p class="hint">{field.hint}</p>}
			<Problems problems={problems.filter((problem) => problem.field === field.name)} />
			{Array.from({ length: rows }, (_, row) => (
				<Row {...props} row={row} />
			))}
			<button {...action(field, "add")}>{field.add}</button>
			{field.columns.map(({ name, suggestions }) =>
				suggestions === undefined ? null : (
					<datalist id={listId(field, name)}>
						{suggestions.map((value) => (
							<option value={value}></option>
						))}
					</datalist>
				),
			)}
		</div>
	);
}

type RowProps = Props & { row: number };

function Row(props: RowProps) {
	const { field, form, row, problems } = props;
	const own = `${field.name}.${row}`;
	const title = `${field.row} ${row + 1}`;
	const more = field.columns.filter(({ isMore }) => isMore);
	const used = more.filter(({ name }) => (form.text(cellName(field, row, name)) ?? "") !== "");
	const isWrong = more.some(({ name }) => problemsOf(problems, `${own}.${name}`).length > 0);
	const rest = form.text(cellName(field, row, REST_COLUMN));
	return (
		<fieldset class="row" id={fieldId(own)}>
			<legend>{title}</legend>
			<Problems problems={problems.filter((problem) => problem.field === own)} />
			<div class="cells">
				{field.columns
					.filter(({ isMore }) => isMore !== true)
					.map((column) => (
						<Cell {...props} column={column} />
					))}
			</div>
			{more.length === 0 ? null : (
				<details open={isWrong}>
					<summary>
						{used.length === 0
							? t.settings.noFurtherConditions
							: used.map(inWords(props)).join(" · ")}
					</summary>
					<div class="cells">
						{more.map((column) => (
							<Cell {...props} column={column} />
						))}
					</div>
				</details>
			)}
			{rest === undefined ? null : (
				<input type="hidden" name={cellName(field, row, REST_COLUMN)} value={rest} />
			)}
			<p class="row-actions">
				{row === 0 ? null : (
					<button {...action(field, "up", row)} aria-label={t.settings.moveUp(title)} class="plain">
						{t.settings.moveUpToo}
					</button>
				)}
				<button
					{...action(field, "remove", row)}
					aria-label={t.settings.remove(title)}
					class="plain"
				>
					{t.common.remove}
				</button>
			</p>
		</fieldset>
	);
}

/** The page comes back at the table that the button belongs to. */
function action(field: TableField, act: "add" | "up" | "remove", row = 0) {
	return {
		name: DO_FIELD,
		value: `${field.name}:${act}:${row}`,
		formaction: `#${fieldId(field.name)}`,
	};
}

function inWords({ field, form, row }: RowProps) {
	return (column: TableColumn) => {
		const texts = form.all(cellName(field, row, column.name));
		const options = "options" in column ? column.options : [];
		const named = texts.map((text) => options.find(({ value }) => value === text)?.label ?? text);
		return column.kind === "switch" ? column.label : `${column.label}: ${named.join(", ")}`;
	};
}

function Cell(props: RowProps & { column: TableColumn }) {
	const { field, form, row, column, problems } = props;
	const name = cellName(field, row, column.name);
	const own = problemsOf(problems, name);
	const value = form.text(name) ?? "";
	const label = t.settings.row(column.label, row + 1);
	return (
		<div class={own.length === 0 ? "cell" : "cell wrong"}>
			<span class="name" aria-hidden="true">
				{column.label}
			</span>
			{column.kind === "ticks" ? (
				<span class="ticks">
					{column.options.map((option) => (
						<label class="tick">
							<input
								type="checkbox"
								name={name}
								value={option.value}
								checked={form.all(name).includes(option.value)}
							/>
							{option.label}
						</label>
					))}
				</span>
			) : column.kind === "switch" ? (
				<input
					id={fieldId(name)}
					type="checkbox"
					name={name}
					value="on"
					checked={value !== ""}
					aria-label={label}
				/>
			) : "options" in column || column.kind === "yes-no" || column.kind === "account" ? (
				<select id={fieldId(name)} name={name} aria-label={label}>
					{choicesOf(column, props.accounts, value).map((option) => (
						<option value={option.value} selected={option.value === value}>
							{option.label}
						</option>
					))}
				</select>
			) : (
				<input
					id={fieldId(name)}
					name={name}
					value={value}
					inputmode={column.kind === "number" ? "numeric" : undefined}
					aria-label={label}
					list={column.suggestions === undefined ? undefined : listId(field, column.name)}
				/>
			)}
			<Problems problems={own} />
			{column.hint === undefined ? null : <span class="hint">{column.hint}</span>}
		</div>
	);
}

/** A value that is none of the choices is shown as it stands: nothing is changed unseen. */
function choicesOf(column: TableColumn, accounts: readonly Option[], value: string): Option[] {
	const choices = [...namedChoices(column, accounts)];
	return choices.some((choice) => choice.value === value) || value === ""
		? choices
		: [{ value, label: value }, ...choices];
}

function namedChoices(column: TableColumn, accounts: readonly Option[]): readonly Option[] {
	switch (column.kind) {
		case "yes-no":
			return [
				{ value: "", label: column.ifNull },
				{ value: "yes", label: t.settings.yes },
				{ value: "no", label: t.settings.no },
			];
		case "account":
			return [{ value: "", label: column.ifNull }, ...accounts];
		case "choice":
			return column.isNullable === true
				? [{ value: "", label: column.ifNull ?? t.settings.none }, ...column.options]
				: column.options;
		default:
			return [];
	}
}

function listId(field: TableField, column: string): string {
	return `known-${field.name}-${column}`.replaceAll(".", "-");
}
