import { curlOf } from "./curl.ts";
import { anchorOf, type ApiDocument, type ListedOperation } from "./document.ts";
import { exampleOf } from "./example.ts";
import { type FieldRow, fieldsOf, typeInWords } from "./fields.ts";

/** One operation: closed it is a line, open it is all there is to know of it. */
export function OperationCard(props: {
	listed: ListedOperation;
	document: ApiDocument;
	origin: string;
}) {
	const { listed, document, origin } = props;
	const { method, path, operation } = listed;
	const bodies = Object.entries(operation.requestBody?.content ?? {});
	const body = bodies[0]?.[1].schema;
	const fields = body === undefined ? [] : fieldsOf(body, document);
	return (
		<details class="operation" id={anchorOf(method, path)}>
			<summary>
				<span class={`method ${method}`}>{method.toUpperCase()}</span>
				<code class="path">{path}</code>
				<span class="says">{operation.summary}</span>
				<span class="scope">{scopeOf(listed)}</span>
			</summary>
			<div class="operation-body">
				{operation.description === undefined ? null : <p>{operation.description}</p>}
				{operation.parameters === undefined || operation.parameters.length === 0 ? null : (
					<Rows
						title="Parameters"
						rows={operation.parameters.map((parameter) => ({
							name: parameter.name,
							place: parameter.in,
							type: typeInWords(parameter.schema ?? {}, document),
							isRequired: parameter.required === true,
							description: parameter.description ?? parameter.schema?.description ?? "",
						}))}
					/>
				)}
				{bodies.length === 0 ? null : (
					<Rows title={`Body: ${bodies.map(([type]) => type).join(", ")}`} rows={fields} />
				)}
				<h3>Call</h3>
				<Code text={curlOf(listed, document, origin)} label={`Call of ${method} ${path}`} />
				<Answers listed={listed} document={document} />
			</div>
		</details>
	);
}

function Rows({
	title,
	rows,
}: {
	title: string;
	rows: readonly (FieldRow & { place?: string })[];
}) {
	return (
		<>
			<h3>{title}</h3>
			{rows.length === 0 ? null : (
				<dl class="api-fields">
					{rows.map(({ name, place, type, isRequired, description }) => (
						<div>
							<dt>
								<code>{name}</code>
								{isRequired ? <b> required</b> : null}
							</dt>
							<dd>
								{place === undefined ? "" : `in ${place} · `}
								{type}
								{description === "" ? null : <p>{description}</p>}
							</dd>
						</div>
					))}
				</dl>
			)}
		</>
	);
}

function Answers({ listed, document }: { listed: ListedOperation; document: ApiDocument }) {
	const answers = Object.entries(listed.operation.responses);
	const good = answers.find(([status]) => status.startsWith("2"));
	const json = good?.[1].content?.["application/json"]?.schema;
	return (
		<>
			<h3>Answers</h3>
			<ul class="api-answers">
				{answers.map(([status, { description, content }]) => (
					<li>
						<span class={`badge ${status.startsWith("2") ? "good" : "quiet"}`}>{status}</span>{" "}
						{description}
						{status.startsWith("2") && content !== undefined && json === undefined
							? ` ${Object.keys(content).join(", ")}`
							: null}
					</li>
				))}
			</ul>
			{json === undefined ? null : (
				<Code
					text={JSON.stringify(exampleOf(json, document), null, 2)}
					label={`Example of an answer to ${listed.method} ${listed.path}`}
				/>
			)}
		</>
	);
}

/** Scrolls by itself, also by the keyboard. */
function Code({ text, label }: { text: string; label: string }) {
	return (
		<pre class="code" tabindex={0} role="region" aria-label={label}>
			{text}
		</pre>
	);
}

function scopeOf({ operation }: ListedOperation): string {
	const scopes = (operation.security ?? []).flatMap((one) => Object.values(one).flat());
	return scopes.length === 0 ? "no token" : scopes.join(", ");
}
