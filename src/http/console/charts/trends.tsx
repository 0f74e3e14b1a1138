import { Card } from "../parts/texts.tsx";
import { t } from "../texts/t.ts";
import { BarChart } from "./bars.tsx";
import { LabelTimesChart } from "./label-times.tsx";
import type { Trends } from "./read-trends.ts";

/** Thirty days at a glance. */
export function TrendCharts({ trends }: { trends: Trends }) {
	const { days, labels, exceptions, labelTimes } = trends;
	return (
		<div class="charts">
			<Card title={t.overview.labelsADay}>
				<BarChart
					what={t.overview.labels}
					days={days}
					series={labels.length === 0 ? [{ name: t.overview.labelsToo, counts: [] }] : labels}
					empty={t.common.noLabelWasMade}
				/>
			</Card>
			<Card title={t.overview.timeToTheLabel}>
				<LabelTimesChart days={days} labelTimes={labelTimes} />
			</Card>
			<Card title={t.overview.exceptionsOnTheWay}>
				<BarChart
					what={t.overview.exceptionsThatFedexTold}
					days={days}
					series={[{ name: t.overview.exceptions, counts: exceptions }]}
					tone="bad"
					empty={t.overview.fedexToldOfNo}
				/>
			</Card>
		</div>
	);
}
