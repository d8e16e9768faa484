// What stands on and below the picture: captions, the seek bar with its small pictures, chapters, single steps.
const addCaptions = (player) => {
  const {video, section} = player;
  const line = find("caption", section);
  const button = find("cc", section);
  let on = true;
  let shown = null;
  // Telephones play films full screen in a player of their own: it gets the captions as a track of its own kind.
  const track = video.addTextTrack("captions", player.film.heading, player.film.language);
  track.mode = "hidden";
  player.renewCaptions = () => {
    [...(track.cues || [])].forEach((cue) => track.removeCue(cue));
    player.film.captions.forEach(([start, end, lines]) => track.addCue(new VTTCue(start, end, lines.join("\n"))));
    line.lang = player.film.language;
    line.dir = player.film.direction;
    shown = null;
  };
  player.renewCaptions();
  video.addEventListener("webkitbeginfullscreen", () => { track.mode = on ? "showing" : "hidden"; });
  video.addEventListener("webkitendfullscreen", () => { track.mode = "hidden"; });
  const show = (now) => {
    const cue = on ? player.film.captions.find(([start, end]) => start <= now && now < end) : null;
    if (cue === shown) return;
    shown = cue;
    line.replaceChildren(...(cue ? cue[2].flatMap((text, n) => (n ? [document.createElement("br"), text] : [text])) : []));
    line.hidden = !cue;
  };
  player.onTime(show);
  pressed(button, () => {
    on = !on;
    button.setAttribute("aria-pressed", String(on));
    show(video.currentTime);
  });
};

const addSeekBar = (player) => {
  const {video, section} = player;
  const range = find("range", section);
  const rail = find("rail", section);
  let segments = [];
  player.renewRail = () => {
    range.max = player.film.seconds;
    segments = player.film.chapters.map(([, start, length]) => {
      const segment = document.createElement("span");
      const played = document.createElement("i");
      segment.style.flexGrow = length;
      segment.append(played);
      return {segment, played, start, length};
    });
    rail.replaceChildren(...segments.map(({segment}) => segment));
  };
  player.renewRail();
  player.onTime((now) => {
    if (document.activeElement !== range || !range.matches(":active")) range.value = now;
    const chapter = player.film.chapters.findLast(([, start]) => start <= now + 1e-3);
    const place = fill(player.film.says.time_of, {now: clock(now), whole: player.film.length});
    range.setAttribute("aria-valuetext", chapter ? `${place}, ${chapter[0]}` : place);
    for (const {segment, played, start, length} of segments) {
      const share = Math.min(Math.max((now - start) / length, 0), 1);
      played.style.width = `${100 * share}%`;
      segment.classList.toggle("current", share > 0 && share < 1);
    }
  });
  range.addEventListener("input", () => player.seek(Number(range.value)));
  range.addEventListener("keydown", (event) => {
    const step = {ArrowLeft: -5, ArrowDown: -5, ArrowRight: 5, ArrowUp: 5, PageDown: -30, PageUp: 30}[event.key];
    if (step === undefined) return;
    event.preventDefault();
    player.seek(video.currentTime + step);
  });
  addPreview(player, range);
};

const addPreview = (player, range) => {
  const preview = find("preview", player.section);
  const {sprite} = player.film;
  range.addEventListener("pointermove", (event) => {
    if (event.pointerType === "touch") return;
    const box = range.getBoundingClientRect();
    const share = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    const number = Math.min(Math.floor((share * player.film.seconds) / sprite.every), sprite.count - 1);
    const half = sprite.width / 2;
    Object.assign(preview.style, {
      width: `${sprite.width}px`,
      height: `${sprite.height}px`,
      left: `${Math.min(Math.max(share * box.width, half), box.width - half) - half}px`,
      backgroundImage: `url("${sprite.src}")`,
      backgroundPosition: `-${(number % sprite.columns) * sprite.width}px -${Math.floor(number / sprite.columns) * sprite.height}px`,
    });
    preview.dataset.clock = clock(share * player.film.seconds);
    preview.hidden = false;
  });
  range.addEventListener("pointerleave", () => { preview.hidden = true; });
};

const addChapters = (player) => {
  const {section} = player;
  const list = section.querySelector(".marks, .chapters");
  findAll("length", section).forEach((item) => item.style.setProperty("--length", item.dataset.length));
  // Everything on the page that names a second of the film goes there: chapters, sentences, stills.
  findAll("go").forEach((button) => pressed(button, () => {
    player.seek(Number(button.dataset.go));
    if (button.classList.contains("still")) section.scrollIntoView({behavior: calm() ? "auto" : "smooth"});
  }));
  const now = find("now-chapter", section);
  if (now) {
    now.hidden = false;
    const small = matchMedia("(max-width: 43.75rem)");
    const fold = () => { find("chapters", section).open = !small.matches; };
    small.addEventListener("change", fold);
    fold();
  }
  player.onTime((time) => {
    const number = player.film.chapters.findLastIndex(([, start]) => start <= time + 1e-3);
    [...(list ? list.children : [])].forEach((item, n) => {
      if (n === number) item.firstElementChild.setAttribute("aria-current", "true");
      else item.firstElementChild.removeAttribute("aria-current");
      item.classList.toggle("played", n < number);
    });
    if (now && number >= 0) {
      const all = player.film.chapters.length;
      const place = document.createElement("span");
      place.textContent = fill(player.film.says.chapter_of, {n: number + 1, all});
      const title = document.createElement("strong");
      title.textContent = player.film.chapters[number][0];
      now.replaceChildren(title, " ", place);
    }
  });
};

// For who asked for less motion: the end of each beat as a picture, one after the other.
const addSteps = (player) => {
  const buttons = findAll("step", player.section);
  const wish = matchMedia("(prefers-reduced-motion: reduce)");
  const show = () => buttons.forEach((button) => { button.hidden = !wish.matches; });
  wish.addEventListener("change", show);
  show();
  const rest = ([, , , end]) => Math.max(end - 0.2, 0);
  buttons.forEach((button) => pressed(button, () => {
    const {video} = player;
    video.pause();
    const {beats} = player.film;
    const on = Number(button.dataset.step) > 0;
    const next = on
      ? beats.find((beat) => rest(beat) > video.currentTime + 0.05)
      : beats.findLast((beat) => rest(beat) < video.currentTime - 0.05);
    if (next) player.seek(rest(next));
  }));
};
