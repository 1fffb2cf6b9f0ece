package chat.inmemory;

import chat.delivery.Backlog;
import chat.delivery.Connect;
import chat.delivery.Deliver;
import chat.delivery.Disconnect;
import chat.delivery.Drain;
import chat.delivery.Push;
import chat.delivery.Redeliver;
import chat.delivery.Sync;
import chat.limits.RateLimits;
import chat.messages.Acknowledge;
import chat.messages.Admission;
import chat.messages.Append;
import chat.messages.ChangeConversation;
import chat.messages.History;
import chat.messages.ListConversations;
import chat.messages.SendMessage;
import chat.port.Announcements;
import chat.port.Backoff;
import chat.port.Connections;
import chat.port.ContactNumbers;
import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.Gateway;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.port.PresenceSubscriptions;
import chat.port.Profiles;
import chat.port.Receipts;
import chat.port.RedeliveryQueue;
import chat.port.Relations;
import chat.port.Users;
import chat.presence.AnnouncePresence;
import chat.presence.PresenceVisibilities;
import chat.presence.RelayTyping;
import chat.presence.TrackPresence;
import chat.presence.WatchPresence;
import chat.users.Operate;
import chat.users.UserProfiles;

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
        return new ChangeConversation(
                settings, receipts, users(), push(), announcements(), limits());
    }

    /// Shows and changes profiles.
    public UserProfiles userProfiles() {
        return new UserProfiles(
                profiles(), numbers(), connections(), announcements(), limits(), parallel);
    }

    /// Tells who is there.
    public WatchPresence watchPresence() {
        return new WatchPresence(
                subscriptions(), connections(), visibilities(), limits(), parallel);
    }

    /// Passes on who is writing.
    public RelayTyping relayTyping() {
        return new RelayTyping(relations(), connections(), gateway(), limits(), parallel);
    }

    /// Follows connections of users who are watched.
    public TrackPresence trackPresence() {
        return new TrackPresence(
                subscriptions(), connections(), announcePresence(), announcements());
    }

    /// Tells those who watch.
    public AnnouncePresence announcePresence() {
        return new AnnouncePresence(
                subscriptions(), connections(), visibilities(), gateway(), parallel);
    }

    private PresenceVisibilities visibilities() {
        return new PresenceVisibilities(profiles(), relations(), parallel);
    }

    private Relations relations() {
        return tap.on(Relations.class, ports.conversations());
    }

    private PresenceSubscriptions subscriptions() {
        return tap.on(PresenceSubscriptions.class, ports.subscriptions());
    }

    private Announcements announcements() {
        return tap.on(Announcements.class, ports.announcements());
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

    /// Drains connections that were just added.
    public Deliver deliver() {
        return new Deliver(drain(), redelivery());
    }

    /// Drains connections that the redelivery queue names; it waits as long as it may.
    public Redeliver redeliver() {
        return new Redeliver(connections(), drain(), gateway(), () -> 1);
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
