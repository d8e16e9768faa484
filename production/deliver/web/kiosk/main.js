// A loop of films till somebody touches the screen; then what is chosen, and the loop again.
// Films that were withdrawn since the folder was made, as the file beside it says, are not on the menu.
const takeOut = (audience, gone) => {
  const groups = audience.groups.map((group) => ({...group, films: group.films.filter(({name}) => !gone[name])}));
  audience.groups = groups.filter(({films}) => films.length);
};

const begin = () => {
  const {languages} = told("kiosk");
  for (const one of languages.flatMap(({audiences}) => audiences)) takeOut(one, window.filmsWithdrawn || {});
  const asked = new URLSearchParams(location.search);
  const first = languages.find(({code}) => code === asked.get("language")) || languages[0];
  const menu = find("menu");
  let language = first;
  let audience = null;
  let rows = [];
  let film = null;
  let chosen = false; // by somebody, and not by the loop
  let paused = false;
  let over = false;
  let loud = false;

  const films = () => audience.groups.flatMap((group) => group.films);
  const isPlaying = () => !paused && !over;
  const atStart = () => !chosen && paused === calm() && !loud && language === first && audience === audienceOf(first);
  const isWaiting = () => !atStart() && !(chosen && isPlaying());

  const audienceOf = (of, name = asked.get("audience")) => of.audiences.find((one) => one.name === name) || of.audiences[0];

  // The loop is of clips: the whole film would be the same again.
  const after = (one) => {
    const loop = films().filter(({whole}) => !whole);
    const all = loop.length ? loop : films();
    return all[(all.findIndex(({name}) => name === one?.name) + 1) % all.length];
  };

  const show = (next, at = 0) => {
    film = next;
    [paused, over] = [!chosen && calm(), false];
    find("failed").hidden = true;
    stage.show(film, paused ? film.still : at, chosen ? null : after(film));
    if (paused) stage.pause();
    tell();
  };

  const choose = (next) => { chosen = true; show(next); };
  const goOn = () => {
    if (chosen) { over = true; tell(); } else show(after(film));
  };
  const start = () => {
    [chosen, loud, paused] = [false, false, false];
    stage.sound(false);
    scan.stop();
    speak(first, audienceOf(first));
    scrollTo(0, 0);
    show(after(film));
  };

  const stage = makeStage(findAll("video"), {
    onCaption: (lines) => {
      const line = find("caption");
      line.replaceChildren(...lines.flatMap((text, n) => (n ? [document.createElement("br"), text] : [text])));
      line.hidden = !lines.length;
    },
    onEnd: goOn,
    onFail: () => {
      const failed = film;
      find("failed").hidden = !chosen;
      over = chosen;
      tell();
      if (!chosen) setTimeout(() => { if (film === failed && !chosen) goOn(); }, 5000);
    },
  });

  const rest = makeRest((left) => {
    find("warning").hidden = !left;
    find("count").textContent = left || "";
    const says = left ? language.says.kiosk_back : "";
    if (find("warning-says").textContent !== says) find("warning-says").textContent = says;
  }, start);
  const scan = makeScan(Math.max(Number(asked.get("scan")) || 2, 0.5));

  // All words of the screen, in a language and for an audience.
  const speak = (newLanguage, newAudience) => {
    [language, audience] = [newLanguage, newAudience];
    const {says, code, direction} = language;
    Object.assign(document.documentElement, {lang: code, dir: direction});
    const title = says.site.split("|");
    document.title = title.join(" ");
    find("title").replaceChildren(...strong(title, (n) => title.length === 1 || n % 2 === 1));
    find("failed").textContent = says.kiosk_failed;
    find("notice").textContent = language.notice;
    for (const [place, key] of [["film-label", "player"], ["menu", "clips"], ["languages", "languages"], ["audiences", "audience"]]) {
      find(place).setAttribute("aria-label", says[key]);
    }
    rows = fillMenu(menu, audience.groups, choose);
    fillChoices(find("audiences"), language.audiences, (name) => change(language, audienceOf(language, name)));
    showChosen(find("languages"), code);
    showChosen(find("audiences"), audience.name);
  };

  // The same film at the same idea, in another language or for other people.
  const change = (newLanguage, newAudience) => {
    const now = stage.now;
    const beat = film.beats.findLast(([, begins]) => begins <= now + 0.05) || [];
    speak(newLanguage, newAudience);
    const same = films().find(({name}) => name === film.name);
    if (!same) chosen = false;
    const there = same && same.beats.find(([name]) => name === beat[0]);
    show(same || after(null), there ? there[1] : 0);
  };

  // What can change while the words stay: what plays, what is said of it, whether the minute counts.
  const tell = () => {
    const {says} = language;
    document.body.dataset.state = over ? "over" : paused ? "paused" : chosen ? "playing" : "idle";
    find("pause-says").textContent = over ? says.kiosk_again : paused ? says.play : says.pause;
    for (const {film: one, row} of rows) {
      const current = one === film;
      if (current) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
      row.querySelector(".length").textContent = current && isPlaying() ? fill(says.kiosk_playing, {length: one.length}) : one.length;
    }
    const past = (Date.parse(`${film.reviewBy}T00:00:00Z`) - Date.now()) < -86400000;
    find("touch").classList.toggle("past", past);
    find("touch").textContent = past ? fill(says.past, {when: film.reviewDay}) : says.kiosk_touch;
    const sound = find("sound");
    sound.parentElement.hidden = !films().some(({voice}) => voice);
    sound.setAttribute("aria-pressed", String(loud));
    find("sound-says").textContent = loud ? says.kiosk_sound_on : says.kiosk_sound_off;
    if (isWaiting()) rest.begin(); // the loop that goes on is no touch
    else rest.stop();
  };
  const touched = () => { if (isWaiting()) rest.count(); };

  fillChoices(find("languages"), languages.map(({code, name, direction}) => ({name: code, says: name, lang: code, dir: direction})),
    (code) => { const to = languages.find((one) => one.code === code); change(to, audienceOf(to, audience.name)); });
  find("languages").hidden = languages.length === 1;
  pressed(find("pause"), () => {
    if (over) { show(film); return; }
    paused = !paused;
    if (paused) stage.pause();
    else stage.play();
    tell();
  });
  pressed(find("sound"), () => { loud = !loud; stage.sound(loud); tell(); });
  addEventListener("pointerdown", touched, {capture: true});
  addEventListener("keydown", touched, {capture: true});
  addArrows(start);
  document.addEventListener("visibilitychange", () => { if (isPlaying()) stage.play(); stayAwake(); });
  guard();
  stayAwake();
  start();
};

begin();
