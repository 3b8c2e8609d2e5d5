/** A drawing of the page as a file of its own: SVG with its styles as attributes, or PNG at twice the size. */

const KEPT = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-opacity",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "opacity",
  "font-family",
  "font-size",
  "font-weight",
  "text-anchor",
  "dominant-baseline",
  "visibility",
] as const;

const XMLNS = "http://www.w3.org/2000/svg";

/** Copies computed styles into attributes: a style sheet would not travel with the file. */
function settled(from: Element, copy: Element): void {
  const style = getComputedStyle(from);
  for (const name of KEPT) {
    const value = style.getPropertyValue(name);
    if (value) copy.setAttribute(name, value);
  }
  copy.removeAttribute("class");
  copy.removeAttribute("style");
  [...from.children].forEach((child, i) => {
    const twin = copy.children[i];
    if (twin) settled(child, twin);
  });
}

/** The drawing alone, above it its title, below it sources and day. */
function standalone(drawing: SVGSVGElement, lines: readonly string[]): { text: string; width: number; height: number } {
  const { width, height } = drawing.getBoundingClientRect();
  const body = getComputedStyle(document.body);
  const [title = "", caption = ""] = lines;
  const head = 34;
  const foot = 30;
  const pad = 16;
  const all = document.createElementNS(XMLNS, "svg");
  const size = { width: Math.ceil(width + 2 * pad), height: Math.ceil(height + head + foot + pad) };
  all.setAttribute("xmlns", XMLNS);
  all.setAttribute("width", String(size.width));
  all.setAttribute("height", String(size.height));
  all.setAttribute("viewBox", `0 0 ${size.width} ${size.height}`);
  const ground = document.createElementNS(XMLNS, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", body.backgroundColor);
  const inner = drawing.cloneNode(true) as SVGSVGElement;
  settled(drawing, inner);
  inner.setAttribute("x", String(pad));
  inner.setAttribute("y", String(head));
  inner.setAttribute("width", String(width));
  inner.setAttribute("height", String(height));
  for (const link of inner.querySelectorAll("a")) link.removeAttribute("href");
  all.append(ground, words(title, pad, 22, 15, body.color, true), inner);
  all.append(words(caption, pad, size.height - 12, 11, body.color, false));
  return { text: new XMLSerializer().serializeToString(all), ...size };
}

function words(text: string, x: number, y: number, size: number, colour: string, strong: boolean): SVGTextElement {
  const line = document.createElementNS(XMLNS, "text");
  line.textContent = text;
  const set = { x, y, "font-size": size, fill: colour, "font-weight": strong ? 600 : 400, "font-family": "sans-serif" };
  for (const [name, value] of Object.entries(set)) line.setAttribute(name, String(value));
  return line;
}

function save(data: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(data);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export function saveSvg(drawing: SVGSVGElement | null, name: string, lines: readonly string[]): void {
  if (!drawing) return;
  save(new Blob([standalone(drawing, lines).text], { type: "image/svg+xml" }), `${name}.svg`);
}

export async function savePng(drawing: SVGSVGElement | null, name: string, lines: readonly string[]): Promise<void> {
  if (!drawing) return;
  const { text, width, height } = standalone(drawing, lines);
  const image = new Image();
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  image.src = address;
  await image.decode();
  URL.revokeObjectURL(address);
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  pen.scale(2, 2);
  pen.drawImage(image, 0, 0);
  canvas.toBlob((blob) => blob && save(blob, `${name}.png`), "image/png");
}

/** Prints one figure alone. */
export function printed(frame: HTMLElement | null): void {
  if (!frame) return;
  document.documentElement.classList.add("print-one");
  frame.classList.add("print-me");
  const done = (): void => {
    document.documentElement.classList.remove("print-one");
    frame.classList.remove("print-me");
  };
  addEventListener("afterprint", done, { once: true });
  print();
}
