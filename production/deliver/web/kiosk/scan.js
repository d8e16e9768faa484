// One switch is enough (space or enter): pressed where nothing has the focus it starts a round, in which first the groups
// of the screen and then the buttons of one light up in turn; pressed again it takes what is lit.
const ROUNDS = 3;

const makeScan = (seconds) => {
  let timer = 0;
  let group = null; // whose buttons light up; none: the groups themselves
  let at = -1;
  let rounds = 0;
  const shown = (one) => one.offsetParent !== null && one.getClientRects().length > 0;
  const buttons = (one) => [...one.querySelectorAll("button")].filter(shown);
  const stops = () => (group ? buttons(group) : findAll("group").filter((one) => buttons(one).length));
  const unlight = () => document.querySelectorAll(".lit").forEach((one) => one.classList.remove("lit"));

  const step = () => {
    const all = stops();
    at += 1;
    if (at >= all.length) {
      at = 0;
      rounds += 1;
      if (rounds >= ROUNDS) { if (group) enter(null); else stop(); return; }
    }
    unlight();
    all[at].classList.add("lit");
    buttons(all[at])[0]?.focus({preventScroll: true});
    if (group) all[at].focus();
  };
  const enter = (inner) => {
    clearInterval(timer);
    [group, at, rounds] = [inner, -1, 0];
    timer = setInterval(step, seconds * 1000);
    step();
  };
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    unlight();
    if (document.activeElement) document.activeElement.blur();
  };
  const take = () => {
    const lit = stops()[at];
    const inside = group ? [lit] : buttons(lit);
    if (inside.length > 1) { enter(lit); return; }
    stop();
    inside[0].click();
  };

  addEventListener("keydown", (event) => {
    const isSwitch = event.key === " " || event.key === "Enter";
    if (!isSwitch) { if (timer) stop(); return; }
    if (!timer && document.activeElement !== document.body) return; // a keyboard: the button does it by itself
    event.preventDefault();
    if (event.repeat) return;
    if (timer) take();
    else enter(null);
  });
  addEventListener("pointerdown", () => { if (timer) stop(); });
  return {stop};
};
