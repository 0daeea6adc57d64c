"use strict";
// Ticks become an address at once, and articles that ask only about what is ticked as a whole open.
{
  const form = document.querySelector("form");
  const one = (selector) => form.querySelector(selector);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const output = one("output"), status = one("[role=status]"), way = one("#disclosure");
  const boxes = [...form.querySelectorAll("[name=seen]")];
  const rendered = boxes.filter((box) => box.defaultChecked).map((box) => box.value);

  const codes = (text) => Array.from(text, (sign) => sign.codePointAt().toString(16).padStart(6, "0")).join("");
  const byCode = (a, b) => (codes(a) < codes(b) ? -1 : 1);
  const encode = (text) => encodeURIComponent(text).replaceAll("%3A", ":");
  const part = (box) => box.closest("li").querySelector(".part input");

  // A point that cannot be read says nothing: least of all that everything was seen.
  function said(box) {
    const field = part(box);
    if (!box.checked || (field && !field.validity.valid)) return null;
    const point = field ? field.value.toLowerCase().replace(/(\D)0+(?=\d)/g, "$1") : "";
    return box.dataset.work + (point && ":" + point);
  }

  function address(file, asked, seen) {
    const pairs = [...asked, ...seen.map((value) => "seen=" + encode(value))];
    return form.dataset.folder + file + (pairs.length ? "?" + pairs.join("&") : "");
  }

  const isSeen = (seen) => (work) => seen.includes(work) || seen.includes(work.split(".")[0]);

  function open(seen) {
    return all("[data-asks]").filter((entry) => {
      const lifts = entry.dataset.asks.split(" ").every(isSeen(seen));
      if (lifts !== entry.classList.contains("seen")) {
        entry.classList.toggle("seen", lifts);
        entry.open = lifts;
      }
      return lifts;
    }).length;
  }

  function update() {
    const values = boxes.map(said);
    boxes.forEach((box, index) => { if (values[index]) box.value = values[index]; });
    const seen = [...new Set(values.filter(Boolean))].sort(byCode);
    boxes.forEach((box) => { box.disabled = !box.checked && seen.length >= form.dataset.most; });
    const choice = way ? way.selectedOptions[0] : form;
    const asked = "asked" in choice.dataset ? ["disclosure=" + way.value] : [];
    output.textContent = address(choice.dataset.stem + "." + one("#format").value, asked, seen);
    one("#asking").hidden = !output.textContent.includes("?");
    all("[data-file]").forEach((link) => { link.textContent = link.href = address(link.dataset.file, [], seen); });
    const opened = open(seen);
    const fresh = seen.filter((value) => !rendered.includes(value));
    const waits = fresh.some((value) => value.includes(":")) || rendered.some((value) => !seen.includes(value))
      || all("[data-waits]").some((entry) => entry.dataset.waits.split(" ").some(isSeen(fresh)))
      || (way && !way.selectedOptions[0].defaultSelected);
    const bad = boxes.some((box) => box.checked && said(box) === null);
    status.textContent = bad ? "Up to where? Say it as s2, s2e5, e12 or c1044."
      : waits ? "“Show” shows the articles this way."
      : opened ? (opened === 1 ? "1 article is open now." : opened + " articles are open now.") : "";
  }

  async function copy() {
    try {
      await navigator.clipboard.writeText(output.textContent);
      status.textContent = "Copied";
    } catch {
      // Without TLS there is no clipboard to write to; the old way may be left.
      getSelection().selectAllChildren(output);
      status.textContent = document.execCommand("copy") ? "Copied" : "The address is selected: copy it.";
    }
  }

  all("[data-scripted]").forEach((element) => { element.hidden = false; });
  form.addEventListener("input", update);
  one(".copy").addEventListener("click", copy);
  update();
}
