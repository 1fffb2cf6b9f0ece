package chat.simulation;

import chat.port.Announcements;
import chat.port.Connections;
import chat.port.ContactNumbers;
import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.Gateway;
import chat.port.HiddenMessages;
import chat.port.MessageLog;
import chat.port.PresenceSubscriptions;
import chat.port.Profiles;
import chat.port.Receipts;
import chat.port.RedeliveryQueue;
import chat.port.Relations;
import chat.port.TextBlocks;
import chat.port.Users;

/// The ports of one invocation.
record Ports(
        MessageLog log,
        ConversationIndex index,
        ConversationList list,
        Receipts receipts,
        Connections connections,
        ConversationSettings settings,
        HiddenMessages hidden,
        TextBlocks blocks,
        People people,
        Gateway gateway,
        RedeliveryQueue redelivery,
        OfPresence presence) {
    /// All ports of users.
    interface People extends Users, Profiles, ContactNumbers {}

    /// The ports that only presence needs.
    record OfPresence(
            PresenceSubscriptions subscriptions,
            Relations relations,
            Announcements announcements) {}

    Ports with(MessageLog other) {
        return new Ports(
                other,
                index,
                list,
                receipts,
                connections,
                settings,
                hidden,
                blocks,
                people,
                gateway,
                redelivery,
                presence);
    }

    Ports with(ConversationIndex other) {
        return new Ports(
                log,
                other,
                list,
                receipts,
                connections,
                settings,
                hidden,
                blocks,
                people,
                gateway,
                redelivery,
                presence);
    }

    Ports with(ConversationList other) {
        return new Ports(
                log,
                index,
                other,
                receipts,
                connections,
                settings,
                hidden,
                blocks,
                people,
                gateway,
                redelivery,
                presence);
    }

    Ports with(Receipts other) {
        return new Ports(
                log,
                index,
                list,
                other,
                connections,
                settings,
                hidden,
                blocks,
                people,
                gateway,
                redelivery,
                presence);
    }

    Ports with(Connections other) {
        return new Ports(
                log,
                index,
                list,
                receipts,
                other,
                settings,
                hidden,
                blocks,
                people,
                gateway,
                redelivery,
                presence);
    }

    Ports with(Gateway other) {
        return new Ports(
                log,
                index,
                list,
                receipts,
                connections,
                settings,
                hidden,
                blocks,
                people,
                other,
                redelivery,
                presence);
    }

    Ports with(RedeliveryQueue other) {
        return new Ports(
                log,
                index,
                list,
                receipts,
                connections,
                settings,
                hidden,
                blocks,
                people,
                gateway,
                other,
                presence);
    }

    Ports with(ConversationSettings other) {
        return new Ports(
                log,
                index,
                list,
                receipts,
                connections,
                other,
                hidden,
                blocks,
                people,
                gateway,
                redelivery,
                presence);
    }

    Ports with(HiddenMessages other) {
        return new Ports(
                log,
                index,
                list,
                receipts,
                connections,
                settings,
                other,
                blocks,
                people,
                gateway,
                redelivery,
                presence);
    }

    Ports with(TextBlocks other) {
        return new Ports(
                log,
                index,
                list,
                receipts,
                connections,
                settings,
                hidden,
                other,
                people,
                gateway,
                redelivery,
                presence);
    }

    Ports with(People other) {
        return new Ports(
                log,
                index,
                list,
                receipts,
                connections,
                settings,
                hidden,
                blocks,
                other,
                gateway,
                redelivery,
                presence);
    }

    Ports with(OfPresence other) {
        return new Ports(
                log,
                index,
                list,
                receipts,
                connections,
                settings,
                hidden,
                blocks,
                people,
                gateway,
                redelivery,
                other);
    }
}
