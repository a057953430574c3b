/**
 * Tells Monaco where its three workers are. Must be imported before anything of GraphiQL.
 *
 * `graphiql/setup-workers/vite` does the same, but writes to the console each time a worker starts.
 * The workers are files of our own origin: nothing comes from a CDN, and none from a blob.
 */
import EditorWorker from "monaco-editor/esm/vs/editor/editor.worker.js?worker";
import JsonWorker from "monaco-editor/esm/vs/language/json/json.worker.js?worker";
import GraphQLWorker from "monaco-graphql/esm/graphql.worker.js?worker";

window.MonacoEnvironment = {
  getWorker(_id, label) {
    switch (label) {
      case "json":
        return new JsonWorker();
      case "graphql":
        return new GraphQLWorker();
      default:
        return new EditorWorker();
    }
  },
};
