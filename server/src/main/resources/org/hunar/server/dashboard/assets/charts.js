// Draws each chart of the table beneath it, which says the same: nothing is lost without this.
(function () {
  "use strict";
  var colours = ["#0b5d66", "#a86400", "#6b3fa0", "#0a5c2b", "#a40000", "#3d4654", "#00639b", "#8a5a00"];

  function rows(table) {
    return Array.from(table.tBodies[0].rows).map(function (row) {
      return {
        name: row.querySelector("th").textContent.trim(),
        vital: row.classList.contains("vital"),
        figures: Array.from(row.cells).filter(function (cell) { return cell.tagName === "TD"; }).map(function (cell) {
          var data = cell.querySelector("data");
          return data ? Number(data.value) : null;
        })
      };
    });
  }

  function headings(table) {
    return Array.from(table.tHead.rows[0].cells).slice(1).map(function (cell) { return cell.textContent.trim(); });
  }

  function of(list, index) { return list.map(function (row) { return row.figures[index]; }); }

  function percent(shares) { return shares.map(function (share) { return share === null ? null : share * 100; }); }

  var kinds = {
    bar: function (list, heads) {
      return { type: "bar", data: { labels: names(list), datasets: [{ label: heads[0], data: of(list, 0), backgroundColor: colours[0] }] },
        options: { indexAxis: "y" } };
    },
    slope: function (list, heads) {
      return { type: "line", data: { labels: heads.slice(0, 2), datasets: list.map(function (row, i) {
        return { label: row.name, data: row.figures.slice(0, 2), borderColor: colours[i % colours.length],
          backgroundColor: colours[i % colours.length], borderWidth: i === 0 ? 4 : 2, pointRadius: 5 };
      }) }, options: { plugins: { legend: { display: true } }, scales: { y: { min: 0, max: 100 }, x: { offset: true } } } };
    },
    interval: function (list, heads) {
      return { type: "bar", data: { labels: names(list), datasets: [
        { type: "bar", label: heads[1] + " – " + heads[2], data: list.map(function (row) {
          return row.figures[1] === null ? null : [row.figures[1], row.figures[2]]; }), backgroundColor: "#8fc4c9", barThickness: 10 },
        { type: "bar", label: heads[0], data: list.map(function (row) {
          return row.figures[0] === null ? null : [row.figures[0] - 0.25, row.figures[0] + 0.25]; }), backgroundColor: colours[0], barThickness: 18 }
      ] }, options: { indexAxis: "y", grouped: false } };
    },
    pareto: function (list, heads) {
      return { type: "bar", data: { labels: names(list), datasets: [
        { type: "line", label: heads[1], data: percent(of(list, 1)), borderColor: colours[1], backgroundColor: colours[1] },
        { label: heads[0], data: percent(of(list, 0)), backgroundColor: list.map(function (row) { return row.vital ? colours[0] : "#8fa3ad"; }) }
      ] }, options: { plugins: { legend: { display: true } }, scales: { y: { min: 0 } } } };
    }
  };

  function names(list) { return list.map(function (row) { return row.name; }); }

  function draw(figure) {
    var table = figure.querySelector("table");
    var place = figure.querySelector(".canvas");
    var list = rows(table);
    if (!place || place.firstChild || !list.length) { return; }
    var rtl = document.documentElement.dir === "rtl";
    var chart = kinds[figure.dataset.kind](list, headings(table));
    var own = chart.options;
    var horizontal = own.indexAxis === "y";
    chart.options = Object.assign({ animation: false, responsive: true, maintainAspectRatio: false, locale: document.documentElement.lang + "-u-nu-" + document.documentElement.dataset.numbers }, own);
    chart.options.plugins = Object.assign({ legend: { display: false } }, own.plugins);
    chart.options.plugins.legend.rtl = rtl;
    chart.options.plugins.tooltip = { rtl: rtl };
    chart.options.scales = own.scales || {};
    if (rtl) {
      chart.options.scales.x = Object.assign({ reverse: true }, chart.options.scales.x);
      chart.options.scales.y = Object.assign({ position: "right" }, chart.options.scales.y);
    }
    // Chart.js writes a nought of its own, in no language's digits
    var numbers = new Intl.NumberFormat(chart.options.locale);
    var figures = horizontal ? "x" : "y";
    chart.options.scales[figures] = Object.assign({ ticks: { callback: function (value) { return numbers.format(value); } } }, chart.options.scales[figures]);
    if (horizontal) { chart.options.scales.x = Object.assign({ beginAtZero: true }, chart.options.scales.x); }
    var canvas = document.createElement("canvas");
    place.appendChild(canvas);
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    Chart.defaults.color = "#2b333f";
    new Chart(canvas, chart);
  }

  // what can be moved sideways can be moved by the keyboard, too
  function reach(table) { if (table.scrollWidth > table.clientWidth) { table.tabIndex = 0; } }

  function drawAll() {
    document.querySelectorAll(".table").forEach(reach);
    document.querySelectorAll("figure.chart").forEach(draw);
  }

  // on a phone the line of pages is longer than the screen: it begins where the reader is
  function showPlace() {
    var here = document.querySelector("nav.tabs [aria-current]");
    if (here) { here.scrollIntoView({ block: "nearest", inline: "center" }); }
  }

  document.addEventListener("DOMContentLoaded", drawAll);
  document.addEventListener("DOMContentLoaded", showPlace);
  document.addEventListener("htmx:afterSettle", drawAll);
})();
