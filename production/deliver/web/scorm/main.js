// What the page begins with: where it was left, and from then on what was watched and answered.
const EVERY = 20000; // ms between two reports while it plays

const begin = () => {
  const section = find("film");
  const film = told("film-data", section);
  if (takeOutIfWithdrawn(section, film)) return;
  const {stamp, until, says} = told("package-data", section);
  const {system, unheard} = openSystem();
  const player = makePlayer(section, film);
  showDates(section, film);
  addTranscript(player);

  const record = makeRecord(stamp, until, findAll("question").length, system ? system.kept() : "");
  const alone = find("alone");
  alone.hidden = Boolean(system);
  alone.textContent = unheard ? says.package_unheard : says.package_alone;

  let questions;
  const show = () => {
    const done = record.seen() && record.given() === questions.count;
    const values = {
      watched: Math.floor(100 * (record.read ? 1 : record.share())), answered: record.given(), all: questions.count,
      right: questions.right(),
    };
    const line = find("progress");
    line.hidden = false;
    line.classList.toggle("done", done);
    const text = fill(says[`package_${done ? "done" : "progress"}${questions.count ? "" : "_watched"}`], values);
    if (line.textContent !== text) line.textContent = text;
    return done;
  };
  const keep = () => {
    const done = show();
    if (!system) return;
    system.keep(record.text(), player.video.currentTime);
    if (record.given()) system.score(questions.right(), questions.count);
    if (done) system.complete();
    system.commit();
  };
  questions = addQuestions(record, (form, given) => {
    if (system) system.answered(form.dataset.question, form.querySelector(".ask").textContent, given, form.dataset.right);
    keep();
  });

  const {video} = player;
  // By the browser's own account of what was played: a busy page hears of the time but now and then.
  const mark = () => {
    for (let part = 0; part < video.played.length; part += 1) {
      record.watched.fill(true, Math.floor(video.played.start(part)), Math.ceil(video.played.end(part)));
    }
  };
  let shown = -1;
  player.onTime((now) => {
    const before = record.seen();
    mark();
    if (record.seen() !== before) keep();
    else if (Math.floor(now / 5) !== shown) { shown = Math.floor(now / 5); show(); }
  });
  for (const event of ["pause", "ended"]) video.addEventListener(event, keep);
  setInterval(() => { if (!video.paused) keep(); }, EVERY);
  const read = find("read");
  read.checked = record.read;
  read.addEventListener("change", () => { record.read = read.checked; keep(); });

  document.querySelectorAll(".told-at").forEach((button) => pressed(button, () => {
    section.scrollIntoView({behavior: calm() ? "auto" : "smooth"});
    find("play", section).focus({preventScroll: true});
  }));
  if (system) {
    if (system.place() > 0) player.seek(system.place());
    system.begin();
    addEventListener("pagehide", () => { keep(); system.close(); });
    addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); }); // it was closed: begin anew
  }
  show();
};

begin();
