/* Jenkins' combo box changes its value without an event: the checks and lists that depend on it would not follow. */
Behaviour.specify("INPUT.aha-choice", "aha-choice", 200, (input) => {
  let known = input.value;
  input.addEventListener("change", () => {
    known = input.value;
  });
  input.addEventListener("focusout", () => {
    if (input.value !== known) {
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
});

/* A preview button sends single values only: the rows of conditions go with it as lines of names and values. */
Behaviour.specify(".aha-preview", "aha-preview", 200, (button) => {
  button.addEventListener(
    "click",
    () => {
      const conditions = findPreviousFormItem(button, "conditions");
      const lines = [];
      for (const row of conditions.parentElement.querySelectorAll("[name=where]:not(.to-be-removed)")) {
        // Line ends and blanks mean the same in a condition.
        const value = row.querySelector("[name='_.value']").value.replace(/\n/g, " ");
        lines.push(row.querySelector("[name='_.name']").value, value);
      }
      conditions.value = lines.join("\n");
    },
    true,
  );
});
