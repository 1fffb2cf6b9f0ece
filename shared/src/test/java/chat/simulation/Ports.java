package chat.simulation;

import chat.service.Connections;
import chat.service.ConversationIndex;
import chat.service.ConversationList;
import chat.service.Gateway;
import chat.service.MessageLog;
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
        Users users,
        Gateway gateway,
        RedeliveryQueue redelivery) {
    Ports with(MessageLog other) {
        return new Ports(other, index, list, receipts, connections, users, gateway, redelivery);
    }

    Ports with(ConversationIndex other) {
        return new Ports(log, other, list, receipts, connections, users, gateway, redelivery);
    }

    Ports with(ConversationList other) {
        return new Ports(log, index, other, receipts, connections, users, gateway, redelivery);
    }

    Ports with(Receipts other) {
        return new Ports(log, index, list, other, connections, users, gateway, redelivery);
    }

    Ports with(Connections other) {
        return new Ports(log, index, list, receipts, other, users, gateway, redelivery);
    }

    Ports with(Gateway other) {
        return new Ports(log, index, list, receipts, connections, users, other, redelivery);
    }

    Ports with(RedeliveryQueue other) {
        return new Ports(log, index, list, receipts, connections, users, gateway, other);
    }
}
