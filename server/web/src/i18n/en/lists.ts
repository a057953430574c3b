/** What all lists say that are worked with. */
export default {
  selecting: {
    selected_one: "{{count}} selected",
    selected_other: "{{count}} selected",
    all: "Select all shown",
    none: "Select none",
  },
  views: {
    label: "Views",
    save: "Save this view",
    name: "Name of the view",
    kept: "Kept in this browser. A view of the same name is replaced.",
    saved: "The view “{{name}}” was saved in this browser.",
    removed: "The view “{{name}}” was removed.",
    rename: "Rename",
    change: "Change the view “{{name}}”",
  },
};
