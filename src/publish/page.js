/* Search, sections, and how long until a post closes. Without it the page is
 * whole: what is made here is nothing but a shorter view of it. */
"use strict";

(() => {
	const entries = [...document.querySelectorAll(".entries > li")];
	const sections = [...document.querySelectorAll("main > section")];
	const main = document.querySelector("main");
	let chosen = null;

	const element = (name, properties, ...children) => {
		const made = Object.assign(document.createElement(name), properties);
		made.append(...children);
		return made;
	};

	const fold = (text) => text.normalize("NFKD")
		.replace(/\p{M}/gu, "").replace(/[\u2018\u2019]/g, "'")
		.replace(/\p{Pd}/gu, " ").toLowerCase();

	const countdown = () => {
		const now = new Date();
		const today = Date.UTC(
			now.getFullYear(), now.getMonth(), now.getDate());
		for (const soon of document.querySelectorAll(".closes")) {
			const time = soon.querySelector("time");
			const days = (Date.parse(time.dateTime) - today) / 864e5;
			const words = days < 0 ? "closed" : days === 0 ? "today"
				: days === 1 ? "tomorrow" : `in ${days} days`;
			if (days > 14)
				continue;
			soon.querySelector("strong")?.remove();
			soon.append(" ", element("strong", {className: "soon"}, words));
		}
	};

	if (entries.length > 0) {
		const texts = entries.map((entry) => fold(entry.textContent));
		const field = element("input", {
			type: "search", id: "search", autocomplete: "off"});
		const told = element("p", {className: "told"});
		const buttons = [];

		const show = () => {
			const words = fold(field.value).split(/\s+/).filter(Boolean);
			const all = words.length === 0 && chosen === null;
			let n = 0;
			entries.forEach((entry, i) => {
				entry.hidden = !words.every((word) =>
					texts[i].includes(word));
			});
			for (const section of sections) {
				const some = section.querySelector(
					".entries > li:not([hidden])") !== null;
				section.hidden = chosen === null
					? !some && words.length > 0 : section !== chosen;
				if (!section.hidden)
					n += section.querySelectorAll(
						".entries > li:not([hidden])").length;
			}
			for (const [button, section] of buttons)
				button.ariaPressed = String(section === chosen);
			told.textContent = all ? "" : `${n} of ${entries.length} shown`;
		};

		const choose = (label, section) => {
			const button = element("button", {type: "button"}, label);
			button.addEventListener("click", () => {
				chosen = section;
				show();
			});
			buttons.push([button, section]);
			return button;
		};

		field.addEventListener("input", show);
		told.setAttribute("role", "status");
		const tools = element("div", {className: "tools"},
			element("label", {htmlFor: "search"}, "Search this list"),
			field);
		tools.setAttribute("role", "search");
		if (sections.length > 1) {
			const group = element("div", {className: "filter"},
				choose("All", null), ...sections.map((section) =>
					choose(section.querySelector("h2").textContent,
						section)));
			group.setAttribute("role", "group");
			group.setAttribute("aria-label", "Show");
			tools.append(group);
		}
		tools.append(told);
		main.before(tools);
		document.querySelector(".jump")?.remove();
		show();
	}
	countdown();
})();
