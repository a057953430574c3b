export default {
  title: "Who gets what",
};
