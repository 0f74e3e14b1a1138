/*
 * A print station in a browser, by the rules of the print agent: one paper after the other, each in the journal on this
 * machine before it is printed. What a cut left open is told from there; "never" is a promise not to begin it any more.
 */
const PROTOCOL = "print-station.v1";
const CLOSED_REPLACED = 4001;
const CLOSED_REVOKED = 4003;
const PING_MS = 20_000;
const SILENT_MS = 65_000;
const LAST_WAIT_MS = 30_000;
const PRINT_MS = 60_000;
const START_MS = 1_000;
const KEPT = 20_000;
const SHOWN_WITHIN_MS = 20_000;
const SHOWN = 8;

/** In the language that the page came in. */
const texts = JSON.parse(document.body.dataset.texts);

const { lang } = document.documentElement;
const own = new Intl.DateTimeFormat().resolvedOptions().locale;
const locale = own.startsWith(lang) ? own : lang === "en" ? "en-GB" : lang;

const byId = (id) => document.getElementById(id);
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const settled = (request) =>
	new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});

/** Strict: on the disk when it is said to be, or a power cut would make a begun paper a new one. */
async function openJournal() {
	const opening = indexedDB.open("print-station", 1);
	opening.onupgradeneeded = () => {
		opening.result.createObjectStore("papers", { keyPath: "printId" });
		opening.result.createObjectStore("facts");
	};
	const database = await settled(opening);
	const write = (store, work) =>
		new Promise((resolve, reject) => {
			const transaction = database.transaction(store, "readwrite", { durability: "strict" });
			work(transaction.objectStore(store));
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(transaction.error);
		});
	const read = (store, key) => settled(database.transaction(store).objectStore(store).get(key));
	let id = await read("facts", "journalId");
	if (id === undefined) {
		id = crypto.randomUUID();
		await write("facts", (facts) => facts.put(id, "journalId"));
	}
	// By number and not by age: a clock that was wrong would have what was begun a moment ago forgotten.
	const old = await settled(database.transaction("papers").objectStore("papers").getAll());
	await write("papers", (papers) => {
		for (const { printId } of old.toSorted((a, b) => b.at - a.at).slice(KEPT)) {
			papers.delete(printId);
		}
	});
	return {
		id,
		note: (printId, outcome) =>
			write("papers", (papers) => papers.put({ printId, outcome, at: Date.now() })),
		outcomeOf: async (printId) => (await read("papers", printId))?.outcome ?? "never",
		fact: (key) => read("facts", key),
		keep: (key, value) => write("facts", (facts) => facts.put(value, key)),
	};
}

const journal = await openJournal();
let token = (await journal.fact("token")) ?? "";
let socket;
let current;
let work = Promise.resolve();

function show(state, text) {
	byId("state").className = `station-state ${state}`;
	byId("state").textContent = text;
}

function showPaper(title, outcome) {
	const line = document.createElement("li");
	const time = document.createElement("time");
	time.textContent = new Date().toLocaleTimeString(locale);
	line.append(time, `${title}: ${outcome}`);
	byId("papers").prepend(line);
	while (byId("papers").children.length > SHOWN) {
		byId("papers").lastChild.remove();
	}
}

function tell(line, notice) {
	if (line === socket && line.readyState === WebSocket.OPEN) {
		line.send(JSON.stringify(notice));
	}
}

function trouble(line, message) {
	if (byId("trouble").textContent !== (message ?? "")) {
		byId("trouble").textContent = message ?? "";
		tell(line, { type: "trouble", message });
	}
}

function drop(printId) {
	if (current?.printId === printId && !current.hasBegun) {
		current.isDropped = true;
	}
}

async function recall(line, printIds) {
	printIds.forEach(drop);
	if (current?.hasBegun === true && printIds.includes(current.printId)) {
		await work;
	}
	const answers = [];
	for (const printId of printIds) {
		answers.push({ printId, outcome: await journal.outcomeOf(printId) });
	}
	tell(line, { type: "report", answers });
}

async function fetchPaper(printId) {
	const response = await fetch(`/print/jobs/${printId}/document`, {
		headers: { Authorization: `Bearer ${token}`, "X-Journal-Id": journal.id },
		signal: AbortSignal.timeout(20_000),
	});
	if (response.status === 409 || response.status === 410) {
		return undefined;
	}
	if (!response.ok) {
		throw new Error(texts.notFetched.replace("{status}", response.status));
	}
	return response.blob();
}

/** Answers with what prints it, once it is drawn: printing before that would print nothing. */
async function lay(paper) {
	if (!/^(image\/|application\/pdf$)/.test(paper.type)) {
		throw new Error(texts.onlyPngAndPdf);
	}
	const url = URL.createObjectURL(paper);
	const isImage = paper.type.startsWith("image/");
	const sheet = byId("sheet");
	const element = document.createElement(isImage ? "img" : "iframe");
	const isThere = new Promise((resolve, reject) => {
		element.onload = resolve;
		const fail = () => reject(new Error(texts.notShown));
		element.onerror = fail;
		setTimeout(fail, SHOWN_WITHIN_MS);
	});
	element.src = url;
	sheet.className = isImage ? "" : "framed";
	sheet.replaceChildren(element);
	await isThere;
	const view = isImage ? window : element.contentWindow;
	return {
		isImage,
		/** Whether the browser began to print: it ignores calls that come too often, and says so nowhere else. */
		async print() {
			let hasStarted = false;
			const onStart = () => {
				hasStarted = true;
			};
			const isOver = new Promise((resolve) => {
				view.addEventListener("afterprint", resolve, { once: true });
			});
			view.addEventListener("beforeprint", onStart, { once: true });
			view.print();
			await Promise.race([isOver, sleep(hasStarted ? PRINT_MS : START_MS)]);
			view.removeEventListener("beforeprint", onStart);
			return hasStarted;
		},
		clear() {
			sheet.replaceChildren();
			URL.revokeObjectURL(url);
		},
	};
}

async function printPaper(line, { printId, title }) {
	if (line !== socket) {
		return;
	}
	let outcome = await journal.outcomeOf(printId);
	if (outcome === "never") {
		current = { printId, isDropped: false, hasBegun: false };
		for (let waitMs = 1_000; !current.isDropped && !current.hasBegun; waitMs *= 2) {
			try {
				await tryPaper(printId, title);
				trouble(line, null);
			} catch (error) {
				trouble(line, error.message.slice(0, 200));
				await sleep(Math.min(waitMs, LAST_WAIT_MS));
			}
		}
		current = undefined;
		outcome = await journal.outcomeOf(printId);
	}
	tell(line, { type: "report", answers: [{ printId, outcome }] });
	if (line === socket) {
		show("connected", texts.ready);
	}
}

async function tryPaper(printId, title) {
	const paper = await fetchPaper(printId);
	if (paper === undefined) {
		current.isDropped = true;
		showPaper(title, texts.takenBack);
		return;
	}
	const sheet = await lay(paper);
	try {
		if (current.isDropped) {
			return;
		}
		show(
			"printing",
			texts.printing.replace("{title}", () => title),
		);
		current.hasBegun = true;
		await journal.note(printId, "unknown");
		const hasStarted = await sheet.print();
		if (!hasStarted && sheet.isImage) {
			await journal.note(printId, "never");
			current.hasBegun = false;
			throw new Error(texts.notPrintedYet);
		}
		// What the viewer of a PDF does is not to be seen from here, so a person is asked.
		await journal.note(printId, hasStarted ? "printed" : "unknown");
		showPaper(title, hasStarted ? texts.printed : texts.didItComeOut);
	} finally {
		sheet.clear();
	}
}

function hear(line, order) {
	switch (order.type) {
		case "print":
			byId("waiting").textContent = order.waiting + 1;
			work = work
				.then(() => printPaper(line, order))
				.catch((error) => trouble(line, error.message));
			break;
		case "recall":
			void recall(line, order.printIds);
			break;
		case "drop":
			drop(order.printId);
			break;
		case "standing":
			byId("name").textContent = order.name;
			byId("waiting").textContent = order.waiting;
			byId("doubtful").textContent = order.doubtful;
			break;
	}
}

/** One connection, to its end. */
function session() {
	const address = new URL("/print/socket", location.href);
	address.protocol = address.protocol.replace("http", "ws");
	const line = new WebSocket(address, [PROTOCOL, token]);
	let hasOpened = false;
	let heardAt = Date.now();
	let pinger;
	return new Promise((resolve) => {
		const end = (code) => {
			clearInterval(pinger);
			if (socket === line) {
				socket = undefined;
				drop(current?.printId);
			}
			resolve({ hasOpened, code });
		};
		line.onopen = () => {
			hasOpened = true;
			socket = line;
			byId("trouble").textContent = "";
			show("connected", texts.ready);
			tell(line, { type: "hello", journalId: journal.id, kind: "browser" });
			pinger = setInterval(() => {
				if (Date.now() - heardAt > SILENT_MS) {
					line.close();
					end(1006);
				} else {
					line.send("ping");
				}
			}, PING_MS);
		};
		line.onmessage = ({ data }) => {
			heardAt = Date.now();
			if (data !== "pong") {
				hear(line, JSON.parse(data));
			}
		};
		line.onclose = ({ code }) => end(code);
	});
}

async function isRefused() {
	try {
		const { status } = await fetch("/print/socket", {
			headers: { Authorization: `Bearer ${token}` },
		});
		return status === 401;
	} catch {
		return false;
	}
}

async function stayConnected() {
	for (let waitMs = 500; ;) {
		const { hasOpened, code } = await session();
		if (code === CLOSED_REPLACED) {
			show("ended", texts.takenOver);
			return;
		}
		if (code === CLOSED_REVOKED || (!hasOpened && (await isRefused()))) {
			await journal.keep("token", "");
			askForCode(texts.notPaired);
			return;
		}
		waitMs = hasOpened ? 500 : Math.min(waitMs * 2, LAST_WAIT_MS);
		show("", texts.tryingAgain);
		await sleep(waitMs * (0.5 + Math.random() / 2));
	}
}

function start() {
	byId("pair").hidden = true;
	byId("work").hidden = false;
	// A second tab with the same journal would promise what the first one does.
	void navigator.locks.request("print-station", { ifAvailable: true }, async (lock) => {
		if (lock === null) {
			show("ended", texts.otherTab);
			return;
		}
		await stayConnected();
	});
}

function askForCode(problem) {
	byId("work").hidden = true;
	byId("pair").hidden = false;
	byId("pair-problem").textContent = problem;
	byId("code").focus();
}

async function pair(event) {
	event.preventDefault();
	byId("pair-problem").textContent = "";
	try {
		const response = await fetch("/print/pair", {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify({ code: byId("code").value }),
		});
		const answer = await response.json();
		if (!response.ok) {
			byId("pair-problem").textContent = answer.detail;
			return;
		}
		({ token } = answer);
		await journal.keep("token", token);
		byId("name").textContent = answer.name;
		byId("code").value = "";
		start();
	} catch {
		byId("pair-problem").textContent = texts.notReached;
	}
}

byId("pair").addEventListener("submit", pair);
if (token === "") {
	askForCode("");
} else {
	start();
}
