package chat.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;

/// An `AWS::DynamoDB::Table` (or one replica of a `GlobalTable`).
///
/// @param id the logical id
/// @param name the table's physical name
/// @param createTable the body of the CreateTable request, including the stream
/// @param timeToLiveAttribute the attribute with an item's expiry time in epoch seconds
/// @param streamViewType such as `NEW_AND_OLD_IMAGES`; empty without a stream
public record Table(
        String id,
        String name,
        ObjectNode createTable,
        Optional<String> timeToLiveAttribute,
        Optional<String> streamViewType) {}
