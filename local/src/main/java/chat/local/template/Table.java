package chat.local.template;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;

/// An `AWS::DynamoDB::Table` (or one replica of a `GlobalTable`).
///
/// @param name the table's physical name; locally its logical id, or `TableName` where it is given
/// @param createTable the body of the CreateTable call that makes it, streams included
/// @param timeToLiveAttribute the attribute that holds an item's expiry in epoch seconds
/// @param streamViewType such as `NEW_AND_OLD_IMAGES`; empty without a stream
public record Table(
        String name,
        ObjectNode createTable,
        Optional<String> timeToLiveAttribute,
        Optional<String> streamViewType) {}
