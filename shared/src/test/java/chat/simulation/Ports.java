package chat.simulation;

import chat.service.Connections;
import chat.service.ContactNumbers;
import chat.service.ConversationIndex;
import chat.service.ConversationList;
import chat.service.ConversationSettings;
import chat.service.Gateway;
import chat.service.MessageLog;
import chat.service.Profiles;
import chat.service.Receipts;
import chat.service.RedeliveryQueue;
import chat.service.Users;

/// What the services of one invocation call.
record Ports(
        MessageLog log,
        ConversationIndex index,
        ConversationList list,
        Receipts receipts,
        Connections connections,
        ConversationSettings settings,
        People people,
        Gateway gateway,
        RedeliveryQueue redelivery) {
    /// The users by all their ports.
    interface People extends Users, Profiles, ContactNumbers {}

    Ports with(MessageLog other) {
        return new Ports(
                other, index, list, receipts, connections, settings, people, gateway, redelivery);
    }

    Ports with(ConversationIndex other) {
        return new Ports(
                log, other, list, receipts, connections, settings, people, gateway, redelivery);
    }

    Ports with(ConversationList other) {
        return new Ports(
                log, index, other, receipts, connections, settings, people, gateway, redelivery);
    }

    Ports with(Receipts other) {
        return new Ports(
                log, index, list, other, connections, settings, people, gateway, redelivery);
    }

    Ports with(Connections other) {
        return new Ports(log, index, list, receipts, other, settings, people, gateway, redelivery);
    }

    Ports with(Gateway other) {
        return new Ports(
                log, index, list, receipts, connections, settings, people, other, redelivery);
    }

    Ports with(RedeliveryQueue other) {
        return new Ports(log, index, list, receipts, connections, settings, people, gateway, other);
    }
}
