/* What every page must keep, measured in the page itself. Each returns a list of faults. */
(() => {
  const shown = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 1 && box.height > 1 && style.visibility !== "hidden" && !element.closest("[hidden], .vh, .skip");
  };
  const named = (element) =>
    `${element.tagName.toLowerCase()}${element.id ? "#" + element.id : ""} «${(element.textContent || element.name || "").trim().slice(0, 40)}»`;
  // A link in a running sentence is as high as its line.
  const inSentence = (element) => {
    if (element.tagName !== "A" || getComputedStyle(element).display !== "inline") return false;
    const around = element.closest("p, li, td, dd, label, span");
    return !!around && around.textContent.trim().length > element.textContent.trim().length;
  };
  // Pressing a label presses its box.
  const target = (element) => {
    const label = element.matches("[type=radio], [type=checkbox]") && element.closest("label");
    return (label || element).getBoundingClientRect();
  };
  const SELECTOR = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const taps = (least) =>
    [...document.querySelectorAll(SELECTOR)]
      .filter((element) => shown(element) && !inSentence(element) && !element.disabled)
      .map((element) => [element, target(element)])
      .filter(([, box]) => box.height < least - 0.5 || box.width < least - 0.5)
      .map(([element, box]) => `${named(element)} is ${Math.round(box.width)} × ${Math.round(box.height)}`);
  const wide = () => {
    const page = document.scrollingElement;
    return page.scrollWidth > page.clientWidth ? [`${page.scrollWidth} px in ${page.clientWidth}`] : [];
  };
  const frame = (language) => {
    const faults = [];
    const count = (selector) => document.querySelectorAll(selector).length;
    if (document.documentElement.lang !== language) faults.push(`lang ${document.documentElement.lang}`);
    if (count("h1") !== 1) faults.push(`${count("h1")} h1`);
    if (count("main") !== 1) faults.push(`${count("main")} main`);
    if (!document.title.includes(" – ")) faults.push(`title ${document.title}`);
    const skip = document.querySelector("body a[href]");
    if (!skip || skip.getAttribute("href") !== "#main") faults.push("the first link does not skip");
    const question = document.querySelector("#stage textarea[data-draft]") && document.getElementById("q-text");
    if (question && !question.lang) faults.push("the question has no lang");
    return faults;
  };
  const errors = () => {
    const faults = [];
    const summary = document.querySelector("[data-error-summary]");
    if (!summary) return ["no summary"];
    if (!summary.contains(document.activeElement)) faults.push("the summary has no focus");
    if (!/^(오류:|Error:)/.test(document.title)) faults.push(`title ${document.title}`);
    const links = [...summary.querySelectorAll("a")];
    if (!links.length) faults.push("no links");
    for (const link of links) {
      if (!document.querySelector(link.getAttribute("href"))) faults.push(`${link.hash} leads nowhere`);
      const said = link.textContent.trim();
      const twice = [...document.querySelectorAll(".field-error > span")].some((error) => said.endsWith(error.lastChild.textContent.trim()));
      if (!twice) faults.push(`«${link.textContent.trim()}» is not at its field`);
    }
    if (!document.querySelector("[aria-invalid=true]")) faults.push("nothing is aria-invalid");
    return faults;
  };
  const covered = () => {
    const element = document.activeElement;
    const dock = document.querySelector(".dock");
    if (!element || element === document.body || (dock && dock.contains(element))) return [];
    const box = element.getBoundingClientRect();
    const over = dock ? dock.getBoundingClientRect() : { top: innerHeight, bottom: innerHeight };
    const isOver = dock && box.top < over.bottom - 1 && box.bottom > over.top + 1;
    // Of a box that is higher than the window, the upper part is enough.
    const isHidden = box.bottom <= 1 || box.top >= innerHeight - 1 || (isOver && (box.height < 200 || box.top >= over.top - 40));
    return isHidden ? [`${named(element)} ${Math.round(box.top)}–${Math.round(box.bottom)}, dock at ${Math.round(over.top)}`] : [];
  };
  window.screens = { taps, wide, frame, errors, covered };
})();
