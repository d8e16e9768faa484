// The player: the page's own controls for a plain <video>, captions from the page itself (a browser loads no caption
// file from a disk), and one clock that tells everybody where the film is.
const makePlayer = (section, film) => {
  const video = section.querySelector("video");
  const listeners = [];
  const player = {film, video, section, onTime: (listener) => listeners.push(listener)};

  player.length = () => (Number.isFinite(video.duration) && video.duration) || player.film.seconds;
  player.tell = () => listeners.forEach((listener) => listener(video.currentTime));
  player.seek = (seconds) => {
    const go = () => { video.currentTime = Math.min(Math.max(seconds, 0), player.length() - 0.05); player.tell(); };
    if (video.readyState) go(); else { video.addEventListener("loadedmetadata", go, {once: true}); video.load(); }
  };
  player.play = () => video.play().catch(() => {}); // a browser may ask for a click first: the button stands ready
  player.beatAt = (seconds) => player.film.beats.findLast((beat) => beat[2] <= seconds + 1e-3) || player.film.beats[0];

  // While it plays, as often as pictures change; else whenever something happened.
  const run = () => { player.tell(); if (!video.paused && !video.ended) requestAnimationFrame(run); };
  for (const event of ["play", "pause", "seeked", "timeupdate", "loadedmetadata", "ended"]) {
    video.addEventListener(event, event === "play" ? run : player.tell);
  }

  // Without a script the browser's controls and its caption menu do all this.
  video.controls = false;
  section.querySelectorAll("track").forEach((track) => track.remove());
  findAll("bar", section).forEach((bar) => { bar.hidden = false; });
  addControls(player);
  addCaptions(player);
  addSeekBar(player);
  addChapters(player);
  addSteps(player);
  video.addEventListener("error", () => { find("failed", section).hidden = false; });
  video.querySelector("source")?.addEventListener("error", () => { find("failed", section).hidden = false; });
  player.tell();
  return player;
};

const addControls = (player) => {
  const {video, section} = player;
  const frame = find("player", section);
  const says = () => player.film.says;
  const toggle = () => { if (video.paused) player.play(); else video.pause(); };
  pressed(find("play", section), toggle);
  pressed(find("screen", section), (event) => { if (event.target === video) toggle(); });
  pressed(find("back", section), () => player.seek(video.currentTime - 10));
  pressed(find("mute", section), () => { video.muted = !video.muted; });
  const speeds = [1, 1.25, 1.5, 0.75];
  pressed(find("speed", section), () => {
    video.playbackRate = speeds[(speeds.indexOf(video.playbackRate) + 1) % speeds.length];
    find("speed-says", section).textContent = `${video.playbackRate}×`;
  });
  const full = find("full", section);
  if (!document.fullscreenEnabled && !video.webkitEnterFullscreen) full.hidden = true;
  pressed(full, () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (frame.requestFullscreen) frame.requestFullscreen();
    else video.webkitEnterFullscreen();
  });
  const show = () => {
    frame.classList.toggle("playing", !video.paused);
    find("play-says", section).textContent = video.paused ? says().play : says().pause;
    find("mute", section).setAttribute("aria-pressed", String(!video.muted));
  };
  for (const event of ["play", "pause", "volumechange", "ended"]) video.addEventListener(event, show);
  player.onTime((now) => {
    find("now", section).textContent = clock(now);
    find("of", section).textContent = `/ ${player.film.length}`;
  });
  show();
};
