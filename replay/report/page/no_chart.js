// Stands in for Chart.js where it was not there when the program was built: says so in place of each chart.
window.Chart = class {
  constructor(canvas) {
    canvas.replaceWith(document.createTextNode('no charts: this program was built without libjs-chart.js'));
  }
  destroy() {}
  update() {}
  resize() {}
};
Chart.defaults = {font: {}};
