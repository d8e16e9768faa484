// The learning system: found in a window around this one, asked and told in its own version of SCORM.
const VERSIONS = {
  "1.2": {
    api: "API", begin: "LMSInitialize", end: "LMSFinish", get: "LMSGetValue", set: "LMSSetValue", commit: "LMSCommit",
    completion: "cmi.core.lesson_status", undone: ["not attempted", ""], place: "cmi.core.lesson_location",
    score: "cmi.core.score", exit: "cmi.core.exit", time: "cmi.core.session_time",
    answer: "student_response", wrong: "wrong", when: "time",
    length: (seconds) => [seconds / 3600, (seconds / 60) % 60, seconds % 60].map((n, i) => (
      i < 2 ? String(Math.floor(n)).padStart(i ? 2 : 4, "0") : n.toFixed(2).padStart(5, "0"))).join(":"),
    moment: (now) => now.toTimeString().slice(0, 8),
  },
  "2004": {
    api: "API_1484_11", begin: "Initialize", end: "Terminate", get: "GetValue", set: "SetValue", commit: "Commit",
    completion: "cmi.completion_status", undone: ["unknown", "not attempted", ""], place: "cmi.location",
    score: "cmi.score", exit: "cmi.exit", time: "cmi.session_time",
    answer: "learner_response", wrong: "incorrect", when: "timestamp",
    length: (seconds) => `PT${seconds.toFixed(2)}S`,
    moment: (now) => `${now.toISOString().slice(0, 19)}.0Z`,
  },
};

// In this window, those around it, and those around the one that opened it; windows of other sites are passed by.
const findSystem = () => {
  const seen = [];
  const around = (start) => {
    for (let at = start; at && !seen.includes(at) && seen.length < 50; at = at.parent) seen.push(at);
  };
  around(window);
  let outer = window;
  try { outer = window.top; } catch { /* another site's */ }
  for (const from of [window, outer]) {
    try { around(from.opener); } catch { /* another site's */ }
  }
  for (const at of seen) {
    for (const name of ["2004", "1.2"]) {
      try { if (at[VERSIONS[name].api]) return {api: at[VERSIONS[name].api], v: VERSIONS[name], name}; } catch { /* another site's */ }
    }
  }
  return null;
};

// What the page may say to it; null where there is none, or it does not answer.
const openSystem = () => {
  const found = findSystem();
  if (!found) return {system: null, unheard: false};
  const {api, v, name} = found;
  const began = Date.now();
  try { if (String(api[v.begin]("")) !== "true") return {system: null, unheard: true}; } catch { return {system: null, unheard: true}; }
  let open = true;
  const get = (key) => String(api[v.get](key) ?? "");
  const set = (key, value) => { if (open) api[v.set](key, String(value)); };
  const commit = () => {
    if (!open) return;
    set(v.time, v.length((Date.now() - began) / 1000));
    api[v.commit]("");
  };
  const system = {
    version: name,
    kept: () => get("cmi.suspend_data"),
    place: () => Number(get(v.place)) || 0,
    done: () => ["completed", "passed", "failed"].includes(get(v.completion)),
    begin: () => { if (v.undone.includes(get(v.completion))) set(v.completion, "incomplete"); set(v.exit, "suspend"); commit(); },
    keep: (text, place) => { set("cmi.suspend_data", text); set(v.place, place.toFixed(1)); },
    complete: () => set(v.completion, "completed"),
    score: (right, all) => {
      set(`${v.score}.min`, 0);
      set(`${v.score}.max`, 100);
      set(`${v.score}.raw`, Math.round((100 * right) / all));
      if (name === "2004") set("cmi.score.scaled", (right / all).toFixed(4));
    },
    answered: (id, ask, given, right) => {
      const at = `cmi.interactions.${Number(get("cmi.interactions._count")) || 0}`;
      set(`${at}.id`, id);
      set(`${at}.type`, "choice");
      set(`${at}.${v.when}`, v.moment(new Date()));
      set(`${at}.correct_responses.0.pattern`, right);
      set(`${at}.${v.answer}`, given);
      set(`${at}.result`, given === right ? "correct" : v.wrong);
      if (name === "2004") set(`${at}.description`, ask.slice(0, 250));
    },
    commit,
    close: () => { if (open) { commit(); api[v.end](""); open = false; } },
  };
  return {system, unheard: false};
};
