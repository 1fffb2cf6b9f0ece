export { SEARCH_LIMITS } from "../protocol/limits.js";
export type { Hit } from "../protocol/search-frames.js";
export { Finder, type FindOptions, find } from "./finder.js";
export { folded } from "./fold.js";
export { type Match, Query, queryError } from "./query.js";
export { Search, type SearchOptions, search } from "./search.js";
