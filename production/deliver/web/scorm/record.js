// What was watched and answered, as a learning system keeps it: short enough for SCORM 1.2 (4096 signs), and of this
// content only. "1;STAMP;READ;WATCHED;ANSWERS": each second that was played is a bit of WATCHED (hexadecimal), each
// answer that was given last a letter, "-" none.
const ENOUGH = 0.9; // of the seconds: nobody has to sit through each pause

const makeRecord = (stamp, until, count, text) => {
  const seconds = Math.max(1, Math.floor(until));
  const watched = new Array(seconds).fill(false);
  const answers = new Array(count).fill("-");
  const record = {watched, answers, read: false};
  const [form, of, read, bits, given] = text.split(";");
  if (form === "1" && of === stamp) {
    record.read = read === "1";
    watched.forEach((_, n) => { watched[n] = Boolean((parseInt(bits[n >> 2] || "0", 16) >> (n & 3)) & 1); });
    answers.forEach((_, n) => { answers[n] = /[a-d]/.test(given[n] || "") ? given[n] : "-"; });
  }
  record.share = () => watched.filter(Boolean).length / seconds;
  record.seen = () => record.read || record.share() >= ENOUGH;
  record.given = () => answers.filter((answer) => answer !== "-").length;
  record.text = () => {
    let bits = "";
    for (let n = 0; n < seconds; n += 4) {
      bits += watched.slice(n, n + 4).reduce((sum, bit, k) => sum + (bit ? 1 << k : 0), 0).toString(16);
    }
    return ["1", stamp, record.read ? "1" : "0", bits, answers.join("")].join(";");
  };
  return record;
};
