package chat.inmemory;

import chat.service.Acknowledge;
import chat.service.Admission;
import chat.service.Append;
import chat.service.Backlog;
import chat.service.Backoff;
import chat.service.ChangeConversation;
import chat.service.Connect;
import chat.service.Connections;
import chat.service.ContactNumbers;
import chat.service.ConversationIndex;
import chat.service.ConversationList;
import chat.service.ConversationSettings;
import chat.service.Deliver;
import chat.service.Disconnect;
import chat.service.Drain;
import chat.service.Gateway;
import chat.service.History;
import chat.service.ListConversations;
import chat.service.MessageLog;
import chat.service.Operate;
import chat.service.Parallel;
import chat.service.Profiles;
import chat.service.Push;
import chat.service.RateLimits;
import chat.service.Receipts;
import chat.service.RedeliveryQueue;
import chat.service.SendMessage;
import chat.service.Sync;
import chat.service.UserProfiles;
import chat.service.Users;

import java.time.Duration;

/// The services over the in-memory adapters, each made anew as a cold function makes it.
///
/// @param parallel how calls run side by side
/// @param tap what stands between services and ports
public record InMemoryServices(InMemoryPorts ports, Parallel parallel, Tap tap) {
    /// How much time passes while something is tried again.
    public static final Duration PAUSE = Duration.ofMillis(50);

    /// Sends messages.
    public SendMessage sendMessage() {
        var append = new Append(log(), ports.salts(), backoff());
        var index = tap.on(ConversationIndex.class, ports.conversations());
        return new SendMessage(append, index, admission(), push(), parallel);
    }

    /// Changes settings of conversations.
    public ChangeConversation changeConversation() {
        var settings = tap.on(ConversationSettings.class, ports.conversations());
        var receipts = tap.on(Receipts.class, ports.conversations());
        return new ChangeConversation(settings, receipts, users(), push(), limits());
    }

    /// Shows and changes profiles.
    public UserProfiles userProfiles() {
        return new UserProfiles(profiles(), numbers(), connections(), limits(), parallel);
    }

    /// Does the operator's commands.
    public Operate operate() {
        return new Operate(users(), connections(), gateway(), redelivery());
    }

    /// Takes acknowledgements.
    public Acknowledge acknowledge() {
        var receipts = tap.on(Receipts.class, ports.conversations());
        return new Acknowledge(log(), receipts, profiles(), push(), parallel);
    }

    /// Takes connections in.
    public Connect connect() {
        return new Connect(users(), numbers(), connections(), gateway(), backoff());
    }

    /// Lets connections go.
    public Disconnect disconnect() {
        return new Disconnect(connections(), users(), parallel);
    }

    /// Sends what a device lacks.
    public Drain drain() {
        return new Drain(backlog(), connections(), gateway(), backoff(), ports.clock());
    }

    /// Drains connections that did not ask.
    public Deliver deliver() {
        return new Deliver(connections(), drain(), redelivery(), gateway());
    }

    /// Reads what a device lacks.
    public Backlog backlog() {
        return new Backlog(list(), log(), parallel);
    }

    /// Drains the connection that asks for it.
    public Sync sync() {
        return new Sync(connections(), drain(), redelivery(), gateway());
    }

    /// Reads pages of a log.
    public History history() {
        return new History(log());
    }

    /// Lists conversations.
    public ListConversations listConversations() {
        return new ListConversations(list(), profiles(), parallel);
    }

    /// Sends frames to all connections of users.
    public Push push() {
        return new Push(connections(), gateway(), redelivery(), parallel);
    }

    private Admission admission() {
        return new Admission(users(), limits());
    }

    private RateLimits limits() {
        return ports.limits();
    }

    private Profiles profiles() {
        return tap.on(Profiles.class, ports.users());
    }

    private ContactNumbers numbers() {
        return tap.on(ContactNumbers.class, ports.users());
    }

    private Backoff backoff() {
        return ports.clock().backoff(PAUSE);
    }

    private MessageLog log() {
        return tap.on(MessageLog.class, ports.log());
    }

    private ConversationList list() {
        return tap.on(ConversationList.class, ports.conversations());
    }

    private Users users() {
        return tap.on(Users.class, ports.users());
    }

    private Connections connections() {
        return tap.on(Connections.class, ports.connections());
    }

    private Gateway gateway() {
        return tap.on(Gateway.class, ports.gateway());
    }

    private RedeliveryQueue redelivery() {
        return tap.on(RedeliveryQueue.class, ports.redelivery());
    }
}
