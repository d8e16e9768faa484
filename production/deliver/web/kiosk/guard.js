// A page alone cannot lock a screen (its browser does: --kiosk), but it need not offer a way out either.
const KEYS = new Set(["Tab", "Shift", "Enter", " ", "Escape", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"]);

const guard = () => {
  const no = (event) => event.preventDefault();
  for (const name of ["contextmenu", "dragstart", "dragover", "drop", "selectstart", "auxclick", "copy", "cut", "paste"]) {
    addEventListener(name, no, {capture: true});
  }
  // Printing, finding, saving, zooming, reloading, going back: all keys but those that the menu knows.
  addEventListener("keydown", (event) => {
    if (!KEYS.has(event.key) || event.ctrlKey || event.altKey || event.metaKey) no(event);
  }, {capture: true});
  addEventListener("wheel", (event) => { if (event.ctrlKey) no(event); }, {capture: true, passive: false});
  addEventListener("touchmove", (event) => { if (event.touches.length > 1) no(event); }, {capture: true, passive: false});
};

// The screen does not go dark while the page is seen; the system may take that back, and is asked again.
const stayAwake = async () => {
  if (document.visibilityState !== "visible" || !navigator.wakeLock) return;
  try {
    const lock = await navigator.wakeLock.request("screen");
    lock.addEventListener("release", stayAwake, {once: true});
  } catch {
    // Refused, as where the battery is low: the system's own settings count then.
  }
};
