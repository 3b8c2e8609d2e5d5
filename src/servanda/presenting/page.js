"use strict";
// Joins marked words and claims: pointing or focusing lights up both sides, a tap or Enter holds them, Esc lets go.
(() => {
  const peek = document.getElementById("peek");
  const narrow = matchMedia("(max-width: 56rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let held = null;

  const partners = (element) => {
    const article = element.closest("article");
    if (!article) return { words: [], cards: [] };
    const wanted = new Set(element.dataset.c.split(" "));
    const joined = (node) => node.dataset.c.split(" ").some((c) => wanted.has(c));
    return {
      words: [...article.querySelectorAll(".w")].filter(joined),
      cards: [...article.querySelectorAll(".card")].filter(joined),
    };
  };
  const clear = () => document.querySelectorAll(".on").forEach((node) => node.classList.remove("on"));
  const light = (element) => {
    clear();
    const { words, cards } = partners(element);
    [...words, ...cards].forEach((node) => node.classList.add("on"));
    return { words, cards };
  };
  const bring = (node, box) => {
    // Scrolls the column of claims only, so that the text under the pointer stays where it is.
    const top = node.getBoundingClientRect().top - box.getBoundingClientRect().top;
    if (top < 30 || top + node.offsetHeight > box.clientHeight) {
      box.scrollTo({ top: box.scrollTop + top - 40, behavior: calm.matches ? "auto" : "smooth" });
    }
  };
  const part = (event) => event.target.closest && event.target.closest(".w, article .card");
  const show = (event) => {
    if (held) return;
    const element = part(event);
    if (!element) return clear();
    const { cards } = light(element);
    if (element.classList.contains("w") && cards.length && !narrow.matches) {
      bring(cards[0], cards[0].closest(".claims"));
    }
  };
  const close = () => {
    held = null;
    peek.hidden = true;
    peek.replaceChildren();
    clear();
  };
  const open = (element) => {
    const { cards } = light(element);
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Close";
    button.addEventListener("click", () => { close(); element.focus(); });
    const copies = cards.map((card) => {
      const copy = card.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("on");
      return copy;
    });
    peek.replaceChildren(button, ...copies);
    peek.hidden = false;
  };

  document.addEventListener("pointerover", (event) => { if (event.pointerType !== "touch") show(event); });
  document.addEventListener("focusin", show);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(); });
  document.addEventListener("click", (event) => {
    if (peek.contains(event.target)) return;
    const element = part(event);
    if (!element) return close();
    if (event.target.closest("summary")) return;
    const word = element.classList.contains("w");
    held = null;
    const { words, cards } = light(element);
    held = element;
    if (word) {
      event.preventDefault();
      if (narrow.matches) open(element);
      else if (cards.length) bring(cards[0], cards[0].closest(".claims"));
    } else if (event.target.closest(".quote a") && words.length) {
      event.preventDefault();
      const target = document.getElementById(event.target.closest("a").hash.slice(1)) || words[0];
      target.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
      target.focus({ preventScroll: true });
    }
  });
})();
