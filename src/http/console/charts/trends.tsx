import { Card } from "../parts/texts.tsx";
import { BarChart } from "./bars.tsx";
import { LabelTimesChart } from "./label-times.tsx";
import type { Trends } from "./read-trends.ts";

/** Thirty days at a glance. */
export function TrendCharts({ trends }: { trends: Trends }) {
	const { days, labels, exceptions, labelTimes } = trends;
	return (
		<div class="charts">
			<Card title="Labels a day">
				<BarChart
					what="Labels"
					days={days}
					series={labels.length === 0 ? [{ name: "labels", counts: [] }] : labels}
					empty="No label was made in this time."
				/>
			</Card>
			<Card title="Time to the label">
				<LabelTimesChart days={days} labelTimes={labelTimes} />
			</Card>
			<Card title="Exceptions on the way">
				<BarChart
					what="Exceptions that FedEx told of"
					days={days}
					series={[{ name: "exceptions", counts: exceptions }]}
					tone="bad"
					empty="FedEx told of no exception in this time."
				/>
			</Card>
		</div>
	);
}
