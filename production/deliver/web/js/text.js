// Small helpers that the others share.
const find = (name, within = document) => within.querySelector(`[data-${name}]`);
const findAll = (name, within = document) => [...within.querySelectorAll(`[data-${name}]`)];
const told = (name, within = document) => JSON.parse(find(name, within).textContent);

const clock = (seconds) => {
  const whole = Math.floor(seconds + 1e-3);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

// Fills {names} in a text; what is filled in is not looked into again.
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => (name in values ? values[name] : all));

// Fires on clicks and on whatever else presses a button.
const pressed = (button, action) => button && button.addEventListener("click", action);

const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
