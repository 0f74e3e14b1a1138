import type { DecisionChoice } from "../../../shipping/model/decision.ts";
import { sayProblem } from "../say-problem.ts";
import { t } from "../texts/t.ts";
import { PostForm } from "./forms.tsx";
import { At } from "./texts.tsx";

type Shown = {
	code: string;
	message: string;
	remedy: string;
	choices: readonly DecisionChoice[];
	cause: string;
	at: string;
};

/** What only a person can decide; with the buttons where `form` says who asks and where the answer goes. */
export function DecisionNote(props: {
	decision: Shown | null;
	form?: { token: string; action: string };
}) {
	if (props.decision === null) {
		return null;
	}
	const { code, message, remedy, choices, cause, at } = sayProblem(props.decision);
	const { form } = props;
	return (
		<div class="decision" title={code}>
			<p>
				<strong>{t.parts.decide}</strong> {message}{" "}
				<span class="where">
					{t.parts.since} <At iso={at} />
				</span>
			</p>
			<p class="remedy">{remedy}</p>
			{form === undefined ? null : (
				<div class="actions">
					{choices.map((choice) => (
						<PostForm
							{...form}
							label={labels()[choice]}
							fields={{ choice, cause }}
							{...(choice === "ship-rest" ? { kind: "primary" as const } : {})}
						/>
					))}
				</div>
			)}
		</div>
	);
}

export function decisionLabel(choice: DecisionChoice): string {
	return labels()[choice];
}

const labels = (): Record<DecisionChoice, string> => ({
	keep: t.parts.leaveItAsIt,
	"ship-rest": t.parts.shipTheRest,
});
