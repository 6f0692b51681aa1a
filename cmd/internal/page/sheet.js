"use strict";
// The call sheet: leads on the left, one on the right, answers by key or click. What a rep does is
// a row of the table of answers, appended to a log; all that is shown follows from the data of the page and
// that log. Texts come from the data and go into the page as text only.

const data = JSON.parse(document.getElementById("data").textContent);
const T = data.texts;
const $ = id => document.getElementById(id);
const store = "leadscore sheet " + data.id; // pages from a disk share one store: the key names the sheet
const results = ["talk", "decider", "appt", "away", "callback", "noanswer", "gate", "refused", "dnc"];
const reasons = ["too_early", "competitor", "no_budget", "no_need", "not_target", "other"];
const final = ["talk", "decider", "appt", "gate", "refused", "dnc"];
const columns = ["key", "about", "answer", "date", "note", "by", "at"];

// The state: log has rows {key, about, answer, date, note, by, at, group}; a group is undone together.
let state = { log: [], by: "", downloaded: "", group: 0 };
let current = 0; // index of the lead shown
let marked = 0; // index of the question that keys answer
let filter = "";
let keeps = true; // the browser stores the state

// ---- small helpers

// el makes an element: properties, attributes in "attr", and children, of which strings are text.
function el(tag, props, ...children) {
  const e = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) {
    if (name === "attr") for (const [a, v] of Object.entries(value)) e.setAttribute(a, v);
    else e[name] = value;
  }
  e.append(...children.filter(c => c !== null && c !== undefined && c !== ""));
  return e;
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const two = n => String(n).padStart(2, "0");
const dayOf = d => d.getFullYear() + "-" + two(d.getMonth() + 1) + "-" + two(d.getDate());
const today = () => dayOf(new Date());
function now() {
  const d = new Date(), zone = -d.getTimezoneOffset(), size = Math.abs(zone);
  return dayOf(d) + "T" + two(d.getHours()) + ":" + two(d.getMinutes()) + ":" + two(d.getSeconds()) + (zone < 0 ? "-" : "+") + two(size / 60 | 0) + ":" + two(size % 60);
}
const clock = at => at.slice(11, 16);
const percent = (n, of) => of ? Math.round(1000 * n / of) / 10 + "%" : "–";
function say(text) {
  $("status").textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { $("status").textContent = ""; }, 5000);
}
const nameOf = lead => [lead.company, lead.person].filter(Boolean).join(" ") || lead.key;
const button = (text, key, act, attr) => el("button", { type: "button", onclick: act, attr: attr || {} }, key ? el("kbd", {}, key) : "", text);

// ---- the log

const rowsOf = (key, about) => state.log.filter(r => r.key === key && (!about || r.about === about));
const last = (key, about) => rowsOf(key, about).at(-1);
const answer = (key, about) => (last(key, about) || {}).answer || "";

// add appends rows of one action; an answer that is given again is no row.
function add(key, rows, sameAction) {
  const at = now();
  if (!sameAction) state.group++;
  for (const r of rows) state.log.push({ key, about: r.about, answer: r.answer, date: at.slice(0, 10), note: r.note || "", by: state.by, at, group: state.group });
  save();
}
function undo() {
  const row = state.log.at(-1);
  if (!row || row.group === 0) return say(T.nothingToUndo);
  state.log = state.log.filter(r => r.group !== row.group);
  save();
  show(data.leads.findIndex(l => l.key === row.key));
  say(T.undone);
}
function save() {
  try {
    localStorage.setItem(store, JSON.stringify(state));
  } catch {
    keeps = false;
  }
  drawHeader(keeps ? fill(T.saved, { time: clock(now()) }) : T.notSaved);
}
function restore() {
  try {
    state = Object.assign(state, JSON.parse(localStorage.getItem(store) || "{}"));
  } catch {
    keeps = false;
  }
}
const undownloaded = () => state.log.some(r => r.group > 0 && r.at > state.downloaded);

// ---- where a lead stands

const result = lead => answer(lead.key, "call.result");
const attempts = lead => rowsOf(lead.key, "call.result").filter(r => r.answer);
function due(lead) {
  const row = last(lead.key, "call.due");
  return row ? row.answer : lead.due || "";
}
// place is the part of the list that a lead stands in.
function place(lead) {
  if (final.includes(result(lead))) return "done";
  if (due(lead)) return "due";
  return lead.phones.length ? "todo" : "noPhone";
}
const isLate = lead => due(lead) && due(lead).slice(0, 10) <= today();
function inPlaces() {
  const groups = { due: [], todo: [], noPhone: [], done: [] };
  for (const lead of data.leads) if (matches(lead)) groups[place(lead)].push(lead);
  groups.due.sort((a, b) => due(a) < due(b) ? -1 : due(a) > due(b) ? 1 : a.rank - b.rank);
  return groups;
}
const matches = lead => !filter || (nameOf(lead) + " " + lead.key + " " + lead.stage).normalize("NFKC").toLowerCase().includes(filter.normalize("NFKC").toLowerCase());
const inOrder = () => Object.values(inPlaces()).flat();

// ---- drawing

function draw() {
  drawHeader();
  drawList();
  drawLead();
}
function drawHeader(saved) {
  const c = counted();
  $("title").textContent = data.title + " – " + T.title;
  $("about").textContent = fill(T.about, data);
  $("counts").textContent = fill(T.counts, { called: c.called, leads: data.leads.length, talks: c.talks, meetings: c.meetings });
  if (saved) $("foot").textContent = T.confidential + " · " + saved;
}
function drawBar() {
  const by = el("input", { value: state.by, size: 10, autocomplete: "off", attr: { "aria-label": T.name, placeholder: T.name } });
  by.onchange = () => { state.by = by.value.trim(); save(); };
  const file = el("input", { type: "file", accept: ".csv,text/csv", hidden: true, multiple: true, id: "file", attr: { "aria-label": T.load } });
  file.onchange = async () => { for (const f of file.files) await load(f); file.value = ""; draw(); };
  $("bar").replaceChildren(by, button(T.download, "Ctrl+S", download, { id: "download" }), button(T.load, "", () => file.click()), file,
    button(T.day, "E", showDay), button(T.print, "", () => print()), button(T.help, "?", showHelp));
}
function drawList() {
  const groups = inPlaces();
  const parts = Object.entries(groups).map(([name, leads]) => {
    const items = leads.map(lead => el("li", {}, entry(lead)));
    return [el("h3", {}, T[name] + " (" + leads.length + ")"), items.length ? el("ol", { attr: { "aria-label": T[name] } }, ...items) : el("p", { className: "soft" }, T.empty)];
  });
  $("groups").replaceChildren(...parts.flat());
}
// entry is a lead in the list.
function entry(lead) {
  const r = result(lead), when = due(lead);
  const mark = place(lead) === "done" ? "●" : attempts(lead).length ? "◐" : "○";
  const tail = when && place(lead) === "due" ? when.slice(5).replace("T", " ") : r ? T[r] : lead.score;
  const b = button("", "", () => { show(data.leads.indexOf(lead)); $("lead").focus(); });
  b.append(el("span", {}, mark + " " + lead.rank), el("span", {}, nameOf(lead)), el("span", { className: isLate(lead) && place(lead) === "due" ? "late" : "soft" }, (isLate(lead) && place(lead) === "due" ? "! " : "") + tail));
  if (data.leads[current] === lead) b.setAttribute("aria-current", "true");
  return b;
}
function drawLead() {
  const lead = data.leads[current];
  if (!lead) return $("lead").replaceChildren(el("p", {}, T.noLead));
  $("lead").replaceChildren(...head(lead), ...about(lead), ...questions(lead), ...looks(lead), ...call(lead));
}
const heading = text => el("h3", {}, text);
function head(lead) {
  const phone = el("span", { className: "phone" });
  if (!lead.phones.length) phone.append("☎ " + T.noNumber);
  for (const number of lead.phones) phone.append("☎ ", el("a", { href: "tel:" + number.normalize("NFKC").replace(/[^\d+*#]/g, "") }, number), " ", button(T.copyNumber, "T", () => copy(number)), " ");
  const range = lead.low !== lead.high ? "(" + fill(T.range, lead) + ")" : "";
  return [
    el("div", { className: "head" }, el("h2", {}, lead.rank + ". " + nameOf(lead)), phone),
    el("p", {}, el("strong", {}, [lead.stage, T.score + " " + lead.score].filter(Boolean).join(" · ")), " ", range, lead.grade ? " · " + T.grade + " " + lead.grade : "", lead.lift ? " · " + lead.lift.text : ""),
    el("p", { className: "soft" }, [lead.key, lead.owner ? T.owner + " " + lead.owner : "", lead.calls ? fill(T.calls, { n: lead.calls }) : "", lastCall(lead)].filter(Boolean).join(" · ")),
  ];
}
const lastCall = lead => lead.last ? [lead.last.date, lead.last.by, T[lead.last.result], lead.last.note].filter(Boolean).join(" ") : "";
function about(lead) {
  const parts = lead.facts.map(([name, text]) => el("div", {}, el("dt", {}, name), el("dd", {}, text)));
  const same = lead.same.map(i => T.number + data.leads[i].rank + " " + nameOf(data.leads[i]) + (result(data.leads[i]) ? " (" + T[result(data.leads[i])] + ")" : ""));
  const warnings = [...lead.warnings, same.length ? fill(T.same, { who: same.join(T.and) }) : ""].filter(Boolean);
  return [
    ...warnings.map(text => el("p", { className: "warning" }, "▲ " + text)),
    parts.length ? el("dl", { className: "facts" }, ...parts) : null,
    lead.note ? el("p", {}, el("strong", {}, T.note + " "), lead.note) : null,
    lead.reasons.length ? el("p", {}, el("strong", {}, T.why + " "), lead.reasons.join(T.and)) : null,
    lead.known.length ? el("p", {}, el("strong", {}, T.known + " "), lead.known.map(knownText).join("　")) : null,
  ].filter(Boolean);
}
const knownText = ([name, text, met]) => (met ? T.yesMark : T.noMark) + name + (text ? " " + text : "");
function looks(lead) {
  const line = (title, items) => items.length ? el("p", {}, el("strong", {}, title + " "), items.join(T.and)) : null;
  return [line(T.lookUp, lead.research), line(T.records, lead.records)].filter(Boolean);
}

// ---- questions

function questions(lead) {
  if (!lead.ask.length) return [heading(T.ask), el("p", {}, T.nothingToAsk)];
  return [heading(T.ask), ...lead.ask.map((ask, i) => question(lead, ask, i))];
}
// choices are the answers that a question takes by key.
const choices = ask => ask.kind === "element" ? ["yes", "no", "partly", "unknown"] : ask.kind === "bool" ? ["yes", "no"] : [];
function question(lead, ask, i) {
  const id = "ask" + i, given = last(lead.key, ask.about);
  const box = el("section", { className: "ask" + (i === marked ? " at" : ""), attr: { "aria-labelledby": id } });
  box.onfocusin = () => mark(i);
  box.append(el("div", { className: "question", id }, ask.star ? T.star + " " : "？ ", el("strong", {}, ask.name), "　", ask.question, ask.effect ? el("span", { className: "soft" }, "　" + ask.effect) : ""));
  if (ask.asked) box.append(el("div", { className: "soft" }, fill(T.asked, { date: ask.asked })));
  const row = el("div", { className: "row", attr: { role: "group", "aria-label": ask.name } });
  for (const word of choices(ask)) row.append(button(T[word], { yes: "Y", no: "N", partly: "P", unknown: "U" }[word], () => choose(lead, i, word), { "aria-pressed": String(given?.answer === word) }));
  if (ask.kind === "field") row.append(input(lead, ask.about, ask.unit || T.value, ask));
  if (ask.field) row.append(input(lead, ask.field, ask.unit || T.value, ask));
  if (ask.kind === "element") row.append(words(lead, ask));
  box.append(row);
  return box;
}
// input is where a value is written that is an answer itself.
function input(lead, about, label, ask) {
  const box = el("input", { value: answer(lead.key, about), autocomplete: "off", size: 12, attr: { "aria-label": ask.name + " " + label } });
  box.onchange = () => { if (box.value.trim() !== answer(lead.key, about)) { add(lead.key, [{ about, answer: box.value.trim() }]); drawList(); } };
  return el("label", {}, label, box);
}
// words are what the lead said: the note of its answer.
function words(lead, ask) {
  const box = el("input", { value: (last(lead.key, ask.about) || {}).note || "", autocomplete: "off", attr: { "aria-label": ask.name + " " + T.words } });
  box.onchange = () => {
    add(lead.key, [{ about: ask.about, answer: answer(lead.key, ask.about) || "yes", note: box.value.trim() }]);
    draw();
  };
  return el("label", { className: "grow" }, T.words, box);
}
function mark(i) {
  marked = i;
  document.querySelectorAll(".ask").forEach((box, k) => box.classList.toggle("at", k === i));
}
// choose answers a question, or takes the answer back, and moves the mark on.
function choose(lead, i, word) {
  const ask = lead.ask[i], given = last(lead.key, ask.about);
  const again = given?.answer === word;
  add(lead.key, [{ about: ask.about, answer: again ? "" : word, note: given?.note }]);
  marked = again ? i : Math.min(i + 1, lead.ask.length - 1);
  draw();
}

// ---- the call

function call(lead) {
  const given = result(lead);
  const keys = results.map((r, i) => button(T[r], String(i + 1), () => setResult(lead, r), { "aria-pressed": String(given === r) }));
  const parts = [heading(T.result), el("div", { className: "row", attr: { role: "group", "aria-label": T.result } }, ...keys)];
  if (given === "refused") parts.push(el("div", { className: "row" }, el("label", {}, T.reason, reasonBox(lead))));
  const [day, hour] = (due(lead) + "T").split("T");
  const date = el("input", { type: "date", id: "due", value: day }), time = el("input", { type: "time", value: hour || "" });
  const setDue = () => { if (date.value || due(lead)) { add(lead.key, [{ about: "call.due", answer: date.value && time.value ? date.value + "T" + time.value : date.value }]); drawList(); } };
  date.onchange = time.onchange = setDue;
  const plus = (text, days) => button(text, "", () => { date.value = dayOf(new Date(Date.now() + days * 864e5)); setDue(); });
  const toMonday = ((8 - new Date().getDay()) % 7) || 7;
  const next = el("input", { value: answer(lead.key, "call.next"), autocomplete: "off" });
  next.onchange = () => add(lead.key, [{ about: "call.next", answer: next.value.trim() }]);
  const note = el("textarea", { id: "note", rows: 2, value: answer(lead.key, "note") });
  note.onchange = () => add(lead.key, [{ about: "note", answer: note.value.trim() }]);
  parts.push(
    el("div", { className: "row" }, el("label", { className: "grow" }, T.next, next), el("label", {}, T.on, date), el("label", {}, T.at, time),
      plus(T.tomorrow, 1), plus(fill(T.plus, { n: 3 }), 3), plus(fill(T.plus, { n: 7 }), 7), plus(T.monday, toMonday)),
    el("div", { className: "row" }, el("label", { className: "grow" }, T.remark, note)),
    el("div", { className: "row" }, button(T.save, "Enter", saveAndNext), button(T.previous, "K", () => step(-1)), button(T.following, "J", () => step(1)), button(T.undo, "Z", undo)));
  return parts;
}
function reasonBox(lead) {
  const box = el("select", { id: "reason" }, el("option", { value: "" }, "–"), ...reasons.map(r => el("option", { value: r }, T[r])));
  box.value = answer(lead.key, "call.reason");
  box.onchange = () => add(lead.key, [{ about: "call.reason", answer: box.value }]);
  return box;
}
// setResult writes what became of a call. One that is over ends what was due before it.
function setResult(lead, r) {
  if (r === "dnc" && result(lead) !== r && !confirm(T.never)) return;
  const rows = [{ about: "call.result", answer: result(lead) === r ? "" : r }];
  if (final.includes(r) && due(lead) && due(lead).slice(0, 10) <= today()) rows.push({ about: "call.due", answer: "" });
  add(lead.key, rows);
  draw();
  if (r === "refused" && $("reason")) $("reason").focus();
}
function saveAndNext() {
  const lead = data.leads[current];
  if (rowsOf(lead.key).length && !result(lead) && saveAndNext.warned !== lead) {
    saveAndNext.warned = lead;
    return say(T.whichResult);
  }
  say(fill(T.saves, { who: nameOf(lead) }));
  const todo = [...inPlaces().due.filter(isLate), ...inPlaces().todo];
  const after = todo.find(l => l.rank > lead.rank) || todo.find(l => l !== lead);
  if (after) show(data.leads.indexOf(after)); else step(1);
}
function step(by) {
  const order = inOrder(), at = order.indexOf(data.leads[current]);
  const to = order[Math.max(0, Math.min(order.length - 1, at + by))];
  if (to) show(data.leads.indexOf(to));
}
function show(i) {
  if (i < 0) return;
  const left = document.activeElement;
  if (left && $("lead").contains(left)) left.blur(); // what was written there is taken
  current = i;
  marked = Math.max(0, data.leads[i].ask.findIndex(a => !answer(data.leads[i].key, a.about)));
  draw();
  $("lead").scrollTo(0, 0);
  document.querySelector("[aria-current=true]")?.scrollIntoView({ block: "nearest" });
}
function copy(text) {
  navigator.clipboard?.writeText(text).then(() => say(fill(T.copied, { text })), () => say(text));
}

// ---- the table of answers

// guard keeps a spreadsheet from running a cell; unguard takes that off again.
const guard = text => /^'*[=+\-@＝＋－＠\t\r]/.test(text) ? "'" + text : text;
const unguard = text => /^'+[=+\-@＝＋－＠\t\r]/.test(text) ? text.slice(1) : text;
const quote = text => /[",\r\n]|^\s|\s$/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;

// answersToWrite gives the rows of the table: of each question the last answer, of calls all results,
// each with the note that was written to it. What was taken back before anybody saw it is left out.
function answersToWrite() {
  const rows = [];
  for (const key of new Set(state.log.map(r => r.key))) {
    const calls = [], lasts = new Map();
    let note = "";
    for (const r of rowsOf(key)) {
      if (r.about === "note") {
        note = r.answer;
        if (calls.length) calls.at(-1).note = note;
      } else if (r.about === "call.result") {
        if (!r.answer) calls.pop();
        else calls.push({ ...r, note: r.note || (calls.length ? "" : note) });
      } else lasts.set(r.about, r);
    }
    if (note && !calls.length) { // there is no call that it could be the note of
      const next = lasts.get("call.next");
      lasts.set("call.next", { ...(next || last(key, "note")), about: "call.next", answer: next?.answer || note, note });
    }
    const seen = r => state.log.some(o => o.key === key && o.about === r.about && o.answer && o.at <= state.downloaded);
    rows.push(...[...lasts.values()].filter(r => r.answer || seen(r)), ...calls);
  }
  return rows;
}
function download() {
  const rows = answersToWrite();
  if (!rows.length) return say(T.nothingToDownload);
  const text = "\ufeff" + [columns, ...rows.map(r => columns.map(c => r[c] || ""))].map(cells => cells.map(c => quote(guard(c))).join(",")).join("\r\n") + "\r\n";
  const by = state.by.replace(/[^\p{L}\p{N}]+/gu, "");
  const file = "answers-" + today().replaceAll("-", "") + (by ? "-" + by : "") + ".csv";
  const link = el("a", { href: URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" })), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  state.downloaded = now();
  save();
  say(fill(T.downloaded, { file, n: rows.length }));
}
// parse reads a table, quotes and all.
function parse(text) {
  const rows = [[]];
  let cell = "", quoted = false;
  const comma = (text.match(/^[^\n]*/)[0].match(/[\t;]/) || [","])[0];
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') cell += c;
      else if (text[i + 1] === '"') cell += text[++i];
      else quoted = false;
    } else if (c === '"' && cell === "") quoted = true;
    else if (c === comma) { rows.at(-1).push(cell); cell = ""; }
    else if (c === "\n" || c === "\r") {
      if (c === "\r" && text[i + 1] === "\n") i++;
      rows.at(-1).push(cell); cell = ""; rows.push([]);
    } else cell += c;
  }
  rows.at(-1).push(cell);
  return rows;
}
const wordsRead = { "はい": "yes", "いいえ": "no", "一部": "partly", "不明": "unknown" };
// load reads answers back in: those that are here already are left alone.
async function load(file) {
  const bytes = await file.arrayBuffer();
  let text;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder("shift_jis").decode(bytes); // a spreadsheet has saved it in Japan
  }
  const [names, ...rows] = parse(text.replace(/^\ufeff/, ""));
  const at = columns.map(c => names.map(n => n.trim().toLowerCase()).indexOf(c));
  if (at[0] < 0 || at[1] < 0 || at[2] < 0) return say(fill(T.noTable, { file: file.name }));
  let n = 0, strange = 0;
  for (const cells of rows) {
    const r = {};
    columns.forEach((c, i) => { r[c] = at[i] < 0 ? "" : unguard((cells[at[i]] || "").trim()); });
    if (!r.key || !r.about) continue;
    const lead = data.leads.find(l => l.key === r.key);
    if (!lead || !(r.about.startsWith("call.") || lead.ask.some(a => a.about === r.about || a.field === r.about))) strange++;
    r.answer = wordsRead[r.answer] || r.answer;
    r.date = r.date.replaceAll("/", "-").replace(/-(\d)(?!\d)/g, "-0$1");
    if (state.log.some(o => o.key === r.key && o.about === r.about && o.answer === r.answer && o.at === (r.at || r.date))) continue;
    state.log.push({ ...r, at: r.at || r.date, group: 0 });
    if (r.about === "call.result" && r.note) state.log.push({ ...r, about: "note", answer: r.note, at: r.at || r.date, group: 0 });
    n++;
  }
  state.log.sort((a, b) => a.at < b.at ? -1 : a.at > b.at ? 1 : 0);
  save();
  say(fill(T.loaded, { file: file.name, n, strange }));
}

// ---- the end of the day

function counted(leads) {
  const of = leads || data.leads;
  const c = { called: 0, talks: 0, deciders: 0, meetings: 0 };
  for (const lead of of) {
    const all = attempts(lead).map(r => r.answer);
    if (all.length) c.called++;
    if (all.some(r => ["talk", "decider", "appt", "refused"].includes(r))) c.talks++;
    if (all.some(r => ["decider", "appt"].includes(r))) c.deciders++;
    if (all.includes("appt")) c.meetings++;
  }
  return c;
}
const withResult = r => data.leads.filter(l => result(l) === r);
// moved lists the leads of which all is answered that the shortest way to the next stage asks.
const moved = () => data.leads.filter(l => l.lift && l.lift.about.length && l.lift.about.every(a => {
  const ask = l.ask.find(q => q.about === a);
  return answer(l.key, a) === "yes" || Boolean(ask && ask.field && answer(l.key, ask.field));
}));
const again = () => data.leads.filter(l => place(l) !== "done" && due(l)).sort((a, b) => due(a) < due(b) ? -1 : 1);
function table(heads, rows) {
  const numeric = c => /^[\d.]+%?$/.test(c) ? "number" : "";
  return el("table", {}, el("thead", {}, el("tr", {}, ...heads.map(h => el("th", { scope: "col" }, h)))),
    el("tbody", {}, ...rows.map(r => el("tr", {}, ...r.map(c => el("td", { className: numeric(String(c)) }, String(c)))))));
}
const list = leads => el("p", {}, leads.length ? leads.map(l => typeof l === "string" ? l : l.rank + ". " + nameOf(l)).join(T.and) : T.none);
function learned() {
  const kinds = ["yes", "no", "partly", "unknown"], names = new Map();
  for (const lead of data.leads) for (const ask of lead.ask) {
    const given = answer(lead.key, ask.about) || (ask.field && answer(lead.key, ask.field) ? "yes" : "");
    if (!given) continue;
    const row = names.get(ask.name) || [0, 0, 0, 0];
    row[Math.max(0, kinds.indexOf(given))]++;
    names.set(ask.name, row);
  }
  return [...names].map(([name, row]) => [name, ...row]);
}
function summary() {
  const c = counted(), who = withResult("appt").map(l => l.company || nameOf(l));
  return fill(T.summary, { date: today(), called: c.called, talks: c.talks, meetings: c.meetings, who: who.length ? " (" + who.join(T.and) + ")" : "", moved: moved().length, again: again().length });
}
function showDay() {
  const c = counted();
  const stages = data.stages.map(s => [s, counted(data.leads.filter(l => l.stage === s))]).filter(([, n]) => n.called);
  const refusals = reasons.map(r => [T[r], withResult("refused").filter(l => answer(l.key, "call.reason") === r).length]).filter(([, n]) => n);
  const text = el("textarea", { readOnly: true, value: summary(), attr: { "aria-label": T.paragraph } });
  openDialog(fill(T.dayTitle, { date: today() }),
    el("p", {}, fill(T.funnel, { called: c.called, talks: c.talks, talkShare: percent(c.talks, c.called), deciders: c.deciders, meetings: c.meetings, meetingShare: percent(c.meetings, c.called) })),
    heading(T.byStage), table([T.stage, T.called, T.talks, T.meetings], stages.map(([s, n]) => [s, n.called, n.talks, n.meetings])),
    heading(T.learned), table([T.question, T.yes, T.no, T.partly, T.unknown], learned()),
    heading(T.moved), list(moved().map(l => fill(T.movedTo, { who: nameOf(l), stage: l.lift.stage }))), el("p", { className: "soft" }, T.movedNote),
    heading(T.refusals), list(refusals.map(([r, n]) => r + " " + n)),
    heading(T.tomorrowCalls), list(again().map(l => due(l).replace("T", " ") + " " + nameOf(l))),
    heading(T.threeTimes), list(data.leads.filter(l => attempts(l).filter(r => r.answer === "noanswer").length + (l.last && l.last.result === "noanswer" ? l.calls : 0) >= 3)),
    heading(T.left), list(data.leads.filter(l => place(l) === "todo" && !attempts(l).length).slice(0, 10)),
    heading(T.paragraph), text, button(T.copy, "", () => copy(text.value)));
}
function showHelp() { openDialog(T.help, table(["", ""], T.helpText)); }
function openDialog(title, ...parts) {
  const d = $("dialog");
  d.replaceChildren(el("h2", { id: "dialogTitle", tabIndex: -1, autofocus: true }, title), ...parts, el("p", {}, button(T.close, "Esc", () => d.close())));
  d.setAttribute("aria-labelledby", "dialogTitle");
  if (!d.open) d.showModal();
}

// ---- keys

const keys = { j: () => step(1), ArrowDown: () => step(1), k: () => step(-1), ArrowUp: () => step(-1), Enter: saveAndNext, z: undo, e: showDay, "?": showHelp,
  m: () => $("note").focus(), d: () => $("due").focus(), "/": () => $("filter").focus(), t: () => data.leads[current].phones.length && copy(data.leads[current].phones[0]) };
const answerKeys = { y: "yes", n: "no", p: "partly", u: "unknown" };
function onKey(event) {
  if (event.isComposing || event.keyCode === 229) return; // an Enter that picks a kanji is none of ours
  const lead = data.leads[current], key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if ((event.ctrlKey || event.metaKey) && key === "s") {
    event.preventDefault();
    document.activeElement.blur();
    return download();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || $("dialog").open) return;
  const writes = event.target.matches("input, textarea, select");
  if (writes) {
    if (key === "Escape") event.target.blur();
    return;
  }
  if (key === "Enter" && event.target.matches("button, a")) return; // it presses what has the focus
  let act = keys[key];
  if (lead && answerKeys[key] && lead.ask[marked] && choices(lead.ask[marked]).includes(answerKeys[key])) act = () => choose(lead, marked, answerKeys[key]);
  if (lead && key >= "1" && key <= "9" && key.length === 1) act = () => setResult(lead, results[key - 1]);
  if (!act || (!lead && !["?", "e", "/"].includes(key))) return;
  event.preventDefault();
  act();
}

// ---- paper: an index, four leads a page, the day

function drawPaper() {
  const rows = data.leads.map(l => [l.rank, nameOf(l), l.phones.join(" / "), "", T.box]);
  $("paper").replaceChildren(el("div", { className: "page" }, el("h2", {}, fill(T.about, data) + "　" + T.confidential), table([T.number, T.person, T.phone, T.time, T.result], rows)),
    ...data.leads.map(card), el("div", { className: "last" }, el("h2", {}, T.paperDay), el("p", {}, summary())));
}
// boxes are words to tick, none of which breaks.
const boxes = words => words.flatMap(w => [el("span", { className: "box" }, T.box + T[w]), " "]);
function card(lead) {
  const line = (...parts) => el("p", {}, parts.filter(Boolean).join("　"));
  const same = lead.same.map(i => T.number + data.leads[i].rank);
  const warnings = [...lead.warnings, same.length ? fill(T.same, { who: same.join(T.and) }) : ""].filter(Boolean).map(w => "▲" + w);
  const asks = lead.ask.map(ask => el("p", { className: "write" }, el("span", {}, (ask.star ? T.star : "？") + ask.name + "　" + ask.question + "　", ...boxes(choices(ask))), el("span", { className: "rest" })));
  return el("div", { className: "card" },
    el("p", { className: "who" }, el("span", {}, lead.rank + ". " + nameOf(lead)), el("span", {}, lead.phones.join(" / ") || T.noNumber), el("span", {}, [lead.stage, lead.score, lead.grade].filter(Boolean).join(" "))),
    line(lead.key, lead.owner, ...lead.facts.slice(0, 6).map(f => f[1]), ...warnings), line(lead.note ? T.remark + ": " + lead.note.slice(0, 120) : "", lead.reasons.length ? T.why + ": " + lead.reasons.join(T.and) : ""),
    line(lead.known.length ? T.known + " " + lead.known.map(knownText).join("　") : "", lead.research.length ? T.lookUp + ": " + lead.research.join(T.and) : ""),
    ...asks, el("p", { className: "tail" }, T.paperCalls + "　", ...boxes(results)), el("p", {}, T.paperNext), el("div", { className: "line" }));
}

// ---- the beginning

restore();
const search = el("input", { type: "search", id: "filter", attr: { "aria-label": T.search, placeholder: T.search + " [/]" } });
search.oninput = () => { filter = search.value.trim(); drawList(); };
$("list").setAttribute("aria-label", T.title);
$("list").append(search, el("div", { id: "groups" }));
drawBar();
$("foot").textContent = T.confidential;
current = Math.max(0, data.leads.indexOf(inOrder()[0]));
if (data.leads.length) show(current); else draw();
if (!keeps) $("foot").textContent = T.confidential + " · " + T.notSaved;
addEventListener("keydown", onKey);
addEventListener("beforeprint", drawPaper);
addEventListener("beforeunload", event => { if (undownloaded()) event.preventDefault(); });
