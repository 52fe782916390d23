/* The list of a build parameter: loaded after the page, searched by typing, and never needed to enter a value. */
Behaviour.specify(".aha-choices", "aha-choices", 0, (root) => {
  if (root.ahaChoices) {
    return;
  }
  root.ahaChoices = true;
  const texts = root.dataset;
  const several = texts.several === "true";
  const value = root.querySelector(".aha-choices-value");
  const search = several ? root.querySelector(".aha-choices-search") : value;
  const list = root.querySelector(".aha-choices-list");
  const names = root.querySelector(".aha-choices-names");
  const message = root.querySelector(".aha-choices-message");
  const mostShown = 50;
  let choices = [];
  let labels = new Map();
  let active = -1;
  let touched = false;

  const text = (pattern, argument) => pattern.replace("{0}", () => argument);
  const chosen = () => (several ? value.value.split("\n") : [value.value]).map((line) => line.trim()).filter(Boolean);
  const options = () => [...list.querySelectorAll("[data-value]")];
  const isOpen = () => !list.hidden;

  function showNames() {
    const known = chosen().filter((one) => labels.get(one));
    names.replaceChildren();
    known.slice(0, mostShown).forEach((one, place) => {
      const label = document.createElement("bdi");
      label.textContent = labels.get(one);
      names.append(place ? ", " : texts.chosen + " ", label);
    });
  }

  function close() {
    list.hidden = true;
    active = -1;
    search.setAttribute("aria-expanded", "false");
    search.removeAttribute("aria-activedescendant");
  }

  function activate(place) {
    const shown = options();
    active = shown.length ? (place + shown.length) % shown.length : -1;
    shown.forEach((option, index) => option.classList.toggle("aha-choices-active", index === active));
    if (active < 0) {
      search.removeAttribute("aria-activedescendant");
      return;
    }
    search.setAttribute("aria-activedescendant", shown[active].id);
    shown[active].scrollIntoView({ block: "nearest" });
  }

  function line(content, id) {
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.id = list.id + "-" + id;
    if (typeof content === "string") {
      item.setAttribute("aria-disabled", "true");
      item.setAttribute("aria-selected", "false");
      item.textContent = content;
      return item;
    }
    item.dataset.value = content.value;
    item.setAttribute("aria-selected", String(chosen().includes(content.value)));
    (several ? [content.label, content.value] : [content.value, content.label]).filter(Boolean).forEach((part) => {
      const element = document.createElement("bdi");
      element.textContent = part;
      item.append(element);
    });
    return item;
  }

  function open(filter) {
    if (!choices.length) {
      return;
    }
    const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
    const found = choices.filter((choice) => words.every((word) => choice.searched.includes(word)));
    const items = found.slice(0, mostShown).map(line);
    if (found.length > mostShown) {
      items.push(line(text(texts.more, found.length - mostShown), "more"));
    }
    list.replaceChildren(...(found.length ? items : [line(texts.nothing, "nothing")]));
    list.hidden = false;
    search.setAttribute("aria-expanded", "true");
    active = -1;
    search.removeAttribute("aria-activedescendant");
  }

  function choose(option) {
    const picked = option.dataset.value;
    touched = true;
    if (several) {
      const before = chosen();
      const after = before.includes(picked) ? before.filter((one) => one !== picked) : [...before, picked];
      value.value = after.join("\n");
      search.value = "";
    } else {
      value.value = picked;
    }
    showNames();
    close();
  }

  function onKey(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) {
        open(several ? search.value : "");
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      activate(active < 0 && step < 0 ? -1 : active + step);
    } else if (event.key === "Enter" && isOpen() && active >= 0) {
      event.preventDefault();
      choose(options()[active]);
    } else if (event.key === "Enter" && several) {
      // The field is for searching only: a build must not start because nothing was found.
      event.preventDefault();
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
  }

  function prepare(loaded, cutOff) {
    choices = loaded.map((choice) => ({
      value: choice.value,
      label: choice.label,
      searched: (choice.value + " " + choice.label).toLowerCase(),
    }));
    labels = new Map(choices.map((choice) => [choice.value, choice.label]));
    message.textContent = choices.length ? text(texts.loaded, choices.length) : texts.none;
    if (cutOff) {
      message.textContent += " " + texts.cutOff;
    }
    if (!choices.length) {
      return;
    }
    list.id = "aha-choices-" + [...document.querySelectorAll(".aha-choices")].indexOf(root);
    search.hidden = false;
    search.setAttribute("role", "combobox");
    search.setAttribute("aria-autocomplete", "list");
    search.setAttribute("aria-expanded", "false");
    search.setAttribute("aria-controls", list.id);
    search.addEventListener("input", () => open(search.value));
    search.addEventListener("click", () => (isOpen() ? close() : open(several ? search.value : "")));
    search.addEventListener("keydown", onKey);
    search.addEventListener("blur", close);
    // The focus stays in the field.
    list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[data-value]");
      if (option) {
        choose(option);
      }
    });
    if (texts.firstChosen === "true" && !touched && !value.value) {
      value.value = choices[0].value;
    }
    showNames();
  }

  value.addEventListener("input", () => {
    touched = true;
    showNames();
  });
  message.textContent = texts.loading;
  fetch(texts.url, {
    method: "post",
    headers: crumb.wrap({ "Content-Type": "application/x-www-form-urlencoded" }),
    body: new URLSearchParams({ parameter: texts.parameter }),
    signal: AbortSignal.timeout(10000),
  })
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(String(answer.status)))))
    .then(({ data }) => {
      if (data.problem) {
        message.textContent = text(texts.problem, data.problem);
      } else {
        prepare(data.choices, data.cutOff);
      }
    })
    .catch((error) => {
      message.textContent = text(texts.problem, error.message);
    });
});
