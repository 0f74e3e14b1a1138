import { fieldId, type FieldProblem, type Option, Problems, problemsOf } from "./forms.tsx";

/** Several of a few. */
export function TickList(props: {
	name: string;
	label: string;
	hint?: string;
	options: readonly Option[];
	ticked: readonly string[];
	problems: readonly FieldProblem[];
}) {
	const { name, label, hint, options, ticked } = props;
	const own = problemsOf(props.problems, name);
	return (
		<fieldset class={own.length === 0 ? "field ticks" : "field ticks wrong"} id={fieldId(name)}>
			<legend>{label}</legend>
			{options.map((option) => (
				<label class="tick">
					<input
						type="checkbox"
						name={name}
						value={option.value}
						checked={ticked.includes(option.value)}
					/>
					{option.label}
				</label>
			))}
			<Problems problems={own} />
			{hint === undefined ? null : <p class="hint">{hint}</p>}
		</fieldset>
	);
}
