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

// Of tabs that are wider than the screen, the one that is open is in view.
for (const tabs of document.querySelectorAll(".tabs")) {
    const open = tabs.querySelector("[aria-current]");
    if (open) tabs.scrollLeft = open.offsetLeft - (tabs.clientWidth - open.offsetWidth) / 2 - tabs.offsetLeft;
}

// The numbers beside an editor follow its lines; a problem that names a line leads to it.
function number(editor) {
    const [numbers, text] = [editor.querySelector("pre"), editor.querySelector("textarea")];
    const count = text.value.split("\n").length;
    if (numbers.dataset.count !== String(count)) {
        numbers.dataset.count = count;
        numbers.textContent = Array.from({ length: count }, (_, i) => i + 1).join("\n");
    }
    numbers.scrollTop = text.scrollTop;
}

for (const editor of document.querySelectorAll("[data-editor]")) {
    const text = editor.querySelector("textarea");
    text.addEventListener("input", () => number(editor));
    text.addEventListener("scroll", () => number(editor));
}

document.addEventListener("click", event => {
    const target = event.target.closest("[data-line]");
    const text = document.querySelector("[data-editor] textarea");
    if (!target || !text) return;
    const lines = text.value.split("\n");
    const at = Math.min(Number(target.dataset.line), lines.length) - 1;
    const from = lines.slice(0, at).reduce((sum, line) => sum + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(from, from + lines[at].length);
    text.scrollTop = at * parseFloat(getComputedStyle(text).lineHeight) - text.clientHeight / 3;
});
