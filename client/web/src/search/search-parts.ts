/** The parts of the search, which are loaded together when the first one is used. */
export { FindBar } from "./find-bar.jsx";
export { MessageHits } from "./message-hits.jsx";
