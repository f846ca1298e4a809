// PapaParse's side: the checks that ours makes of the ten columns of the file, in a worker of its own, with separator and line
// end given and nothing copied to the page, which is its best case.
importScripts("/papaparse.min.js");

const username = /^[-.@_a-z0-9]+$/;
const word = "[-\\w!#$%&'*+/=?^`{|}~]+";
const label = "[A-Za-z0-9](?:[-A-Za-z0-9]{0,61}[A-Za-z0-9])?";
const email = new RegExp(`^${word}(?:\\.${word})*@(?:${label}\\.)+(?!\\d+$)${label}$`);
const unseen = /[\u0000-\u001f\u007f-\u009f\u200b\u2028\u2029\u2060\ufeff]/;
const mojibake = /[ÂÃÄÅâ][^\u0000-\u007f]/;
const noMail = /NO ?MAIL/;

const isText = (value, longest) => value.length <= longest && !unseen.test(value) && !mojibake.test(value);

// What is wrong with a cell that is not empty, by column.
const checks = {
  username: (value) => value.length <= 100 && username.test(value),
  firstname: (value) => isText(value, 100),
  lastname: (value) => isText(value, 100),
  email: (value) => value.length <= 100 && (email.test(value) || noMail.test(value)),
  suspended: (value) => value === "0" || value === "1",
};
const other = (value) => isText(value, 255);
const filled = new Set(["username", "firstname", "lastname"]);

onmessage = ({ data: { file, duplicates, mode } }) => {
  let rows = 0;
  let findings = 0;
  let columns = null;
  let keys = [];

  const row = (cells) => {
    if (columns === null) {
      columns = cells.map((name) => ({ check: checks[name] ?? other, filled: filled.has(name) }));
      keys = ["username", "idnumber", "email"].map((name) => ({
        position: cells.indexOf(name),
        lower: name !== "idnumber",
        seen: new Set(),
      }));
      return;
    }
    rows += 1;
    if (cells.length !== columns.length) {
      findings += 1;
      return;
    }
    for (let position = 0; position < cells.length; position++) {
      const value = cells[position].trim();
      const column = columns[position];
      if (value === "" ? column.filled : !column.check(value)) findings += 1;
    }
    if (!duplicates) return;
    for (const { position, lower, seen } of keys) {
      const value = cells[position].trim();
      if (value === "") continue;
      const key = lower ? value.toLowerCase() : value;
      if (seen.has(key)) findings += 1;
      else seen.add(key);
    }
  };

  const options = {
    delimiter: ";",
    newline: "\n",
    skipEmptyLines: true,
    complete: () => postMessage({ rows, findings }),
  };
  if (mode === "step") options.step = ({ data }) => row(data);
  else options.chunk = ({ data }) => data.forEach(row);
  Papa.parse(file, options);
};

postMessage("ready");
