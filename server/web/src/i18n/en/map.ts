export default {
  title: "Map",
};
