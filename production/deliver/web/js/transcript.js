// The transcript follows the film. It scrolls its own box, never the page, and stops by itself when a reader scrolls it.
const addTranscript = (player) => {
  const box = find("transcript");
  const follow = find("follow");
  if (!box || !follow) return;
  const rows = [...box.children].map((row) => ({
    row, start: Number(row.dataset.start), units: [...row.querySelectorAll("span")],
  }));
  let current = null;
  let on = true;
  let own = 0; // until when scrolling is ours, ms
  follow.hidden = false;
  const set = (value) => { on = value; follow.setAttribute("aria-checked", String(on)); if (on) center(); };
  const center = () => {
    if (!on || !current) return;
    own = performance.now() + 1200;
    const top = current.offsetTop - box.offsetTop - (box.clientHeight - current.clientHeight) / 2;
    box.scrollTo({top, behavior: calm() ? "auto" : "smooth"});
  };
  pressed(follow, () => set(!on));
  box.addEventListener("scroll", () => { if (on && performance.now() > own) set(false); });
  for (const event of ["wheel", "touchmove"]) box.addEventListener(event, () => { if (on) set(false); }, {passive: true});
  player.onTime((now) => {
    const at = rows.findLast(({start}) => start <= now + 0.02);
    for (const {row, units} of rows) {
      row.classList.toggle("over", at !== undefined && row !== at.row && Number(row.dataset.start) < now);
      if (!at || row !== at.row) { row.removeAttribute("aria-current"); units.forEach((unit) => unit.classList.remove("said")); }
    }
    if (!at) { current = null; return; }
    at.row.setAttribute("aria-current", "true");
    at.units.forEach((unit) => unit.classList.toggle(
      "said", Number(unit.dataset.start) <= now + 0.02 && now < Number(unit.dataset.end)));
    if (current !== at.row) { current = at.row; center(); }
  });
};
