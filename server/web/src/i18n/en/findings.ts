export default {
  title: "Findings",
};
