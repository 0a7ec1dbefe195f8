(function () {
  "use strict";
  function value(row, place) {
    var cell = row.cells[place];
    return cell.dataset.v !== undefined ? Number(cell.dataset.v) : cell.textContent;
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    var heads = table.tHead.rows[0].cells;
    Array.prototype.forEach.call(heads, function (head, place) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () {
        var down = head.getAttribute("aria-sort") !== "descending" && head.classList.contains("n")
          || head.getAttribute("aria-sort") === "ascending";
        Array.prototype.forEach.call(heads, function (other) { other.removeAttribute("aria-sort"); });
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        var rows = Array.prototype.slice.call(table.tBodies[0].rows);
        rows.sort(function (left, right) {
          var a = value(left, place), b = value(right, place);
          var order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
          return down ? -order : order;
        });
        var body = document.createDocumentFragment();
        rows.forEach(function (row) { body.appendChild(row); });
        table.tBodies[0].appendChild(body);
      });
    });
  });
  var filter = document.getElementById("filter");
  if (!filter) { return; }
  filter.closest(".filter").hidden = false;
  var hits = document.getElementById("hits");
  var pieces = null;
  // Read when the first word is typed: a page may have a hundred thousand rows.
  function collect() {
    pieces = [];
    document.querySelectorAll("#details .cause, #details table.people tbody tr").forEach(function (element) {
      pieces.push({ element: element, part: element.closest("details.more"), text: element.textContent.toLowerCase() });
    });
  }
  function apply() {
    var wanted = filter.value.trim().toLowerCase();
    var count = 0;
    var opened = new Set();
    if (!pieces) { collect(); }
    pieces.forEach(function (piece) {
      var isHit = wanted === "" || piece.text.indexOf(wanted) >= 0;
      if (piece.element.hidden === isHit) { piece.element.hidden = !isHit; }
      if (isHit) { count += 1; }
      if (isHit && piece.part) { opened.add(piece.part); }
    });
    document.querySelectorAll("#details details.more").forEach(function (part) {
      part.hidden = wanted !== "" && !opened.has(part);
      part.open = wanted !== "" && opened.has(part) && count <= 2000;
    });
    document.querySelectorAll("#details > .code").forEach(function (section) {
      section.hidden = wanted !== "" && !section.querySelector(".cause:not([hidden]), tbody tr:not([hidden])");
    });
    hits.textContent = wanted === "" ? "" : count === 0 ? hits.dataset.none : String(count);
  }
  var waiting = 0;
  filter.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
})();
