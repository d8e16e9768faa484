// Nobody has touched the screen for a minute: back to the start, said ten seconds before.
const REST = 60;
const SAID_BEFORE = 10;

const makeRest = (onLeft, onOver) => {
  let timer = 0;
  const stop = () => { clearInterval(timer); timer = 0; onLeft(0); };
  const count = () => {
    let left = REST;
    stop();
    timer = setInterval(() => {
      left -= 1;
      if (left > 0) onLeft(left <= SAID_BEFORE ? left : 0);
      else { stop(); onOver(); }
    }, 1000);
  };
  const begin = () => { if (!timer) count(); };
  return {begin, count, stop};
};
