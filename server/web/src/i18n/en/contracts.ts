export default {
  title: "Contracts",
};
