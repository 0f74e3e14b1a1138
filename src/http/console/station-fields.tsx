import { PRINT_FORMATS } from "../../shipping/model/printing/route-print.ts";
import { Field, type FieldProblem, fieldId, problemsOf, Problems, Select } from "./parts/forms.tsx";

const FORMAT_HINTS: Record<(typeof PRINT_FORMATS)[number], string> = {
	PDF: "PDF",
	PNG: "PNG",
	ZPL: "ZPL (print agent)",
	EPL: "EPL (print agent)",
};

const PRINTS = [
	{ value: "labels", label: "Labels" },
	{ value: "papers", label: "Papers that go with them, such as invoices" },
	{ value: "all", label: "Labels and papers" },
];

/** What a station prints: the same fields whether it is made or changed. */
export function StationFields(props: {
	values: object;
	divisions: ReadonlyMap<string, string>;
	problems: readonly FieldProblem[];
}) {
	const { divisions, problems } = props;
	const values = props.values as Record<string, unknown>;
	const formats = listOf(values["formats"]);
	const chosen = listOf(values["divisionIds"]);
	return (
		<>
			<Field name="name" label="Name" hint="As it is called in the warehouse." problems={problems}>
				<input
					id={fieldId("name")}
					name="name"
					value={textOf(values["name"])}
					maxlength={60}
					required
				/>
			</Field>
			<fieldset class="ticks field" id={fieldId("formats")}>
				<legend>Formats</legend>
				{PRINT_FORMATS.map((format) => (
					<label class="tick">
						<input
							type="checkbox"
							name="formats"
							value={format}
							checked={formats.includes(format)}
						/>
						{FORMAT_HINTS[format]}
					</label>
				))}
				<Problems problems={problemsOf(problems, "formats")} />
				<p class="hint">
					As the divisions' label format says. For a browser take PNG: of a PDF it can't tell
					whether it came out, so a person is asked each time.
				</p>
			</fieldset>
			<Field name="prints" label="Prints" problems={problems}>
				<Select name="prints" value={textOf(values["prints"]) || "labels"} options={PRINTS} />
			</Field>
			{divisions.size === 0 ? null : (
				<fieldset class="ticks field" id={fieldId("divisionIds")}>
					<legend>Divisions</legend>
					{Array.from(divisions, ([id, name]) => (
						<label class="tick">
							<input type="checkbox" name="divisionIds" value={id} checked={chosen.includes(id)} />
							{name}
						</label>
					))}
					<Problems problems={problemsOf(problems, "divisionIds")} />
					<p class="hint">None ticked: every division.</p>
				</fieldset>
			)}
			<Field
				name="warehouses"
				label="Warehouses"
				hint="Codes of Exact, with spaces between. Empty: every warehouse. Where two stations fit, the one that names more gets it."
				problems={problems}
				isOptional
			>
				<input
					id={fieldId("warehouses")}
					name="warehouses"
					value={listOf(values["warehouses"]).join(" ")}
				/>
			</Field>
		</>
	);
}

function listOf(value: unknown): string[] {
	return Array.isArray(value) ? value.map(String) : [];
}

function textOf(value: unknown): string {
	return typeof value === "string" ? value : "";
}
