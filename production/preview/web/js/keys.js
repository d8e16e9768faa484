// The keys of an editing desk.
import { by } from "./api.js";

const ALL = ["boxes", "safe", "band", "ends"];

export function keys(page) {
  const step = (frames) => page.seek(page.frame + frames);
  const beat = (way) => {
    const beats = page.beats();
    const now = beats.indexOf(page.beat());
    const start = Math.round(beats[now].start * page.fps());
    const to = way < 0 && page.frame > start ? now : now + way;
    if (beats[to]) page.seek(Math.round(beats[to].start * page.fps()));
  };
  const acts = {
    " ": () => page.player.toggle(), j: () => page.player.shuttle(-1), k: () => page.player.shuttle(0), l: () => page.player.shuttle(1),
    ArrowLeft: (event) => step(event.shiftKey ? -page.fps() : -1), ArrowRight: (event) => step(event.shiftKey ? page.fps() : 1),
    ArrowUp: () => beat(-1), ArrowDown: () => beat(1), Home: () => page.seek(0), End: () => page.seek(page.last()),
    o: () => page.setLoop(!page.player.loop), m: () => page.setSound(!page.sound.on),
    g: () => { by("to").value = ""; by("to").focus(); }, e: () => by("sentence").focus(),
    a: () => page.setBoth(!page.both), b: () => page.setOver(ALL, page.over.size === 0), "?": () => by("help").showModal(),
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, select, input:not([type=range]), dialog");
    const pressing = event.target.closest("button, a") && (event.key === " " || event.key === "Enter") && event.target.id !== "play";
    const act = acts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act || typing || pressing || event.ctrlKey || event.metaKey || event.altKey || !page.story) return;
    event.preventDefault();
    act(event);
  });
}
