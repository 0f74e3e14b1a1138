import { At } from "./texts.tsx";

/** What only a person can decide. */
export function DecisionNote(props: {
	decision: { code: string; message: string; remedy: string; at: string } | null;
}) {
	if (props.decision === null) {
		return null;
	}
	const { code, message, remedy, at } = props.decision;
	return (
		<div class="decision" title={code}>
			<p>
				<strong>Decide:</strong> {message}{" "}
				<span class="where">
					since <At iso={at} />
				</span>
			</p>
			<p class="remedy">{remedy}</p>
		</div>
	);
}
