export default {
  title: "Flows",
};
