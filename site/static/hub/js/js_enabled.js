// Runs before the page is drawn: the NHS style sheet shows some parts only where its script will run.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("nhsuk-frontend-supported");
}
