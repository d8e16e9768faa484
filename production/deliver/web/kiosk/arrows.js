// Keypads with arrows, as on walls: they go from button to button; Escape goes back to the start.
const STEPS = {ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1};

const addArrows = (goBack) => addEventListener("keydown", (event) => {
  if (event.key === "Escape") { goBack(); return; }
  let step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  if (document.documentElement.dir === "rtl" && /Left|Right/.test(event.key)) step = -step;
  const buttons = [...document.querySelectorAll("main button")].filter((button) => button.getClientRects().length);
  const at = buttons.indexOf(document.activeElement);
  const begin = step > 0 ? -1 : 0;
  buttons[((at < 0 ? begin : at) + step + buttons.length) % buttons.length].focus();
});
