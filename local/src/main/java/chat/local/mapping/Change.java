package chat.local.mapping;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;

/// A stream record in the form of a function's event.
///
/// @param sequenceNumber the record's position in the shard
/// @param item the key of the item; changes of the same item stay in order
/// @param at the time of the change
/// @param json the record as JSON
/// @param bytes size of the record in the event
record Change(String sequenceNumber, String item, Instant at, ObjectNode json, int bytes) {}
