package chat.local.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;

/// A record of a stream, as it goes into the event of a function.
///
/// @param sequenceNumber its place in the shard
/// @param item the item's key: changes with the same one stay in order
/// @param at when it happened
/// @param json the record as in the event
/// @param bytes how much of an event it takes
record Change(String sequenceNumber, String item, Instant at, ObjectNode json, int bytes) {}
