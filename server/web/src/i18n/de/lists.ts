import type en from "../en/lists";
import type { Words } from "../words";

const words: Words<typeof en> = {
  selecting: {
    selected_one: "{{count}} ausgewählt",
    selected_other: "{{count}} ausgewählt",
    all: "Alle gezeigten auswählen",
    none: "Keine auswählen",
  },
  views: {
    label: "Ansichten",
    save: "Diese Ansicht speichern",
    name: "Name der Ansicht",
    kept: "Bleibt in diesem Browser. Eine Ansicht desselben Namens wird ersetzt.",
    saved: "Die Ansicht „{{name}}“ ist in diesem Browser gespeichert.",
    removed: "Die Ansicht „{{name}}“ ist entfernt.",
    rename: "Umbenennen",
    change: "Die Ansicht „{{name}}“ ändern",
  },
};

export default words;
