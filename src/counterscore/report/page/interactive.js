// Replace each drawing by its interactive chart. If that fails, the drawing stays.
for (const data of document.querySelectorAll("script[data-chart]")) {
  const place = document.getElementById(data.dataset.chart);
  const drawn = place.innerHTML;
  const options = { actions: false, renderer: "svg", defaultStyle: false, tooltip: { theme: "custom" } };
  const spec = JSON.parse(data.textContent);
  window
    .vegaEmbed(place, spec, options)
    .then(() => {
      const svg = place.querySelector("svg");
      svg.setAttribute("viewBox", `0 0 ${svg.getAttribute("width")} ${svg.getAttribute("height")}`);
      svg.removeAttribute("width");
      svg.removeAttribute("height");
      for (const part of svg.querySelectorAll("*")) {
        for (const name of part.getAttributeNames()) {
          if (name === "role" || name.startsWith("aria-")) part.removeAttribute(name);
        }
      }
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", place.dataset.words);
      place.dataset.interactive = "yes";
    })
    .catch((reason) => {
      place.innerHTML = drawn;
      console.error(reason);
    });
}
