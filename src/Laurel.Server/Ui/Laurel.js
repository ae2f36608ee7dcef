// The little that pages do by themselves; everything works without it, except copying.
document.addEventListener("click", async event => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
        await navigator.clipboard.writeText(document.querySelector(copy.dataset.copy).textContent.trim());
        copy.dataset.copied = "yes";
        setTimeout(() => delete copy.dataset.copied, 2000);
    }
    // An open menu closes when something else is clicked.
    for (const menu of document.querySelectorAll("details[data-menu][open]"))
        if (!menu.contains(event.target)) menu.open = false;
});

document.addEventListener("keydown", event => {
    if (event.key === "Escape")
        for (const menu of document.querySelectorAll("details[data-menu][open]")) {
            menu.open = false;
            menu.querySelector("summary").focus();
        }
    // "/" goes to the search field of the page, as people expect.
    if (event.key === "/" && !event.target.closest("input, textarea, select, [contenteditable]")) {
        const search = document.querySelector("[data-search]");
        if (search) { event.preventDefault(); search.focus(); search.select(); }
    }
});
