export default {
  title: "Notices",
};
