// What a page begins with.
// The place in a film, for the same film in another language or for another audience: beat and share of it.
const placeOf = (player) => {
  const now = player.video.currentTime;
  const [clip, name, start, end] = player.beatAt(now);
  const share = Math.min(Math.max((now - start) / (end - start), 0), 1).toFixed(3);
  return `#at=${clip}.${name}:${share}${player.video.paused ? "" : "&play"}`;
};

const goToPlace = (player) => {
  const place = new URLSearchParams(location.hash.slice(1));
  const seconds = parseFloat(place.get("t") || new URLSearchParams(location.search).get("start"));
  if (seconds > 0) player.seek(seconds);
  const [name, share] = (place.get("at") || "").split(":");
  const beat = player.film.beats.find(([clip, beatName]) => `${clip}.${beatName}` === name);
  if (beat && share >= 0) player.seek(beat[2] + share * (beat[3] - beat[2]));
  if (place.has("play")) player.play();
};

const keepPlace = (player) => findAll("keep").forEach((link) => link.addEventListener("click", () => {
  if (player.video.currentTime > 0) link.hash = placeOf(player);
}));

const addCopying = () => {
  const code = find("embed");
  const button = find("copy");
  if (!code || !button) return;
  // The address of this very site, where the page does not know it and stands on a server.
  if (location.protocol.startsWith("http")) {
    code.value = code.value.replace(/src="[^"]*"/, `src="${new URL(code.dataset.embedPath, location.href).href.replaceAll("&", "&amp;")}"`);
  }
  button.hidden = false;
  pressed(button, async () => {
    code.select();
    const says = find("copy-says");
    try {
      await navigator.clipboard.writeText(code.value);
      says.textContent = button.dataset.copied;
    } catch {
      says.textContent = button.dataset.byHand; // no clipboard here: the code is selected
    }
  });
};

const begin = () => {
  const section = find("film");
  if (section && find("player", section)) {
    const embedded = "embedded" in section.dataset;
    const film = embedded ? chooseTake(section) : told("film-data", section);
    if (takeOutIfWithdrawn(section, film)) return;
    const player = makePlayer(section, film);
    showDates(section, film);
    addTranscript(player);
    keepPlace(player);
    goToPlace(player);
    addEventListener("hashchange", () => goToPlace(player));
  }
  takeDownWithdrawn();
  addCopying();
  findAll("print").forEach((button) => { button.hidden = false; pressed(button, () => print()); });
};

begin();
