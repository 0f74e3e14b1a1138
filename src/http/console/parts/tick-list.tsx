import { fieldId, type FieldProblem, type Option, Problems, problemsOf } from "./forms.tsx";

/** Several of a few. */
export function TickList(props: {
	name: string;
	label: string;
	hint?: string;
	options: readonly Option[];
	ticked: readonly string[];
	/** One below the other, for what is a sentence. */
	isColumn?: boolean;
	problems: readonly FieldProblem[];
}) {
	const { name, label, hint, options, ticked } = props;
	const own = problemsOf(props.problems, name);
	const classes = [
		"field ticks",
		...(props.isColumn === true ? ["column"] : []),
		...(own.length === 0 ? [] : ["wrong"]),
	];
	return (
		<fieldset class={classes.join(" ")} id={fieldId(name)}>
			<legend>{label}</legend>
			{options.map((option) => (
				<label class="tick">
					<input
						type="checkbox"
						name={name}
						value={option.value}
						checked={ticked.includes(option.value)}
					/>
					<span>
						{option.label}
						{option.code === undefined ? null : <code class="quiet"> {option.code}</code>}
					</span>
				</label>
			))}
			<Problems problems={own} />
			{hint === undefined ? null : <p class="hint">{hint}</p>}
		</fieldset>
	);
}
