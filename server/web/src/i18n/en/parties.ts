export default {
  title: "Parties",
};
