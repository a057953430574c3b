export default {
  title: "Promises",
};
