export default {
  title: "Changes",
  noHistory: "Nothing was ever changed here.",
};
