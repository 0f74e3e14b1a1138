import { PRINT_FORMATS } from "../../shipping/model/printing/route-print.ts";
import { Field, type FieldProblem, fieldId, problemsOf, Problems, Select } from "./parts/forms.tsx";
import { t } from "./texts/t.ts";

const formatHints = (): Record<(typeof PRINT_FORMATS)[number], string> => ({
	PDF: "PDF",
	PNG: "PNG",
	ZPL: t.printing.zplPrintAgent,
	EPL: t.printing.eplPrintAgent,
});

const prints = () => [
	{ value: "labels", label: t.printing.labels },
	{ value: "papers", label: t.printing.papersThatGoWith },
	{ value: "all", label: t.printing.labelsAndPapersToo },
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
			<Field name="name" label={t.common.name} hint={t.printing.asItIsCalled} problems={problems}>
				<input
					id={fieldId("name")}
					name="name"
					value={textOf(values["name"])}
					maxlength={60}
					required
				/>
			</Field>
			<fieldset class="ticks field" id={fieldId("formats")}>
				<legend>{t.printing.formats}</legend>
				{PRINT_FORMATS.map((format) => (
					<label class="tick">
						<input
							type="checkbox"
							name="formats"
							value={format}
							checked={formats.includes(format)}
						/>
						{formatHints()[format]}
					</label>
				))}
				<Problems problems={problemsOf(problems, "formats")} />
				<p class="hint">{t.printing.asTheDivisionsLabel}</p>
			</fieldset>
			<Field name="prints" label={t.common.prints} problems={problems}>
				<Select name="prints" value={textOf(values["prints"]) || "labels"} options={prints()} />
			</Field>
			{divisions.size === 0 ? null : (
				<fieldset class="ticks field" id={fieldId("divisionIds")}>
					<legend>{t.common.divisions}</legend>
					{Array.from(divisions, ([id, name]) => (
						<label class="tick">
							<input type="checkbox" name="divisionIds" value={id} checked={chosen.includes(id)} />
							{name}
						</label>
					))}
					<Problems problems={problemsOf(problems, "divisionIds")} />
					<p class="hint">{t.printing.noneTickedEveryDivision}</p>
				</fieldset>
			)}
			<Field
				name="warehouses"
				label={t.common.warehouses}
				hint={t.printing.codesOfExactWith}
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
