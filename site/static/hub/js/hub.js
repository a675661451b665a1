// Only what makes the page quicker or calmer to use. Everything here has a way without it.

const MODULES = "[data-module^='nhsuk-']";
const DOUBLE_CLICK = 3000;

// The NHS script has a fingerprint in its name where the Hub is served, so its address is read from the page.
const { initAll } = await import(document.getElementById("nhsuk_frontend").href);
initAll();

// What htmx puts into the page gets the same treatment, once.
document.addEventListener("htmx:load", (event) => {
  const part = event.detail.elt;
  if (part !== document.body && part.querySelector?.(MODULES)) {
    initAll({ scope: part, onError: () => {} });
  }
});

// A form is sent once per three seconds. The button is never disabled, so a lost answer can be tried again.
const sentAt = new WeakMap();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.getAttribute("method")?.toLowerCase() !== "post") return;
  const now = Date.now();
  if (now - (sentAt.get(form) ?? 0) < DOUBLE_CLICK) {
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  sentAt.set(form, now);
}, true);
document.addEventListener("htmx:afterRequest", (event) => sentAt.delete(event.detail.elt));
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form").forEach((form) => sentAt.delete(form));
});

// Menus close with Escape and when something else is clicked.
const menus = () => document.querySelectorAll("details[data-hub-menu][open]");
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  menus().forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});
document.addEventListener("click", (event) => {
  menus().forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
