export default {
  title: "Register a vendor",
};
