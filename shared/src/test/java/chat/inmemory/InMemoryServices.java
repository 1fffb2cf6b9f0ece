package chat.inmemory;

import chat.delivery.CatchUp;
import chat.delivery.CatchUpPlan;
import chat.delivery.Connect;
import chat.delivery.Deliver;
import chat.delivery.Disconnect;
import chat.delivery.Push;
import chat.delivery.Redeliver;
import chat.delivery.Sync;
import chat.domain.BlockLayout;
import chat.limits.RateLimits;
import chat.messages.Acknowledge;
import chat.messages.Admission;
import chat.messages.Append;
import chat.messages.ChangeConversation;
import chat.messages.HideMessages;
import chat.messages.History;
import chat.messages.ListConversations;
import chat.messages.OperationRules;
import chat.messages.Operations;
import chat.messages.SendMessage;
import chat.messages.Settle;
import chat.port.Announcements;
import chat.port.Backoff;
import chat.port.Connections;
import chat.port.ContactNumbers;
import chat.port.ConversationIndex;
import chat.port.ConversationList;
import chat.port.ConversationSettings;
import chat.port.Gateway;
import chat.port.HiddenMessages;
import chat.port.MessageLog;
import chat.port.Parallel;
import chat.port.PresenceSubscriptions;
import chat.port.Profiles;
import chat.port.Receipts;
import chat.port.RedeliveryQueue;
import chat.port.Relations;
import chat.port.TextBlocks;
import chat.port.Users;
import chat.presence.AnnouncePresence;
import chat.presence.PresenceVisibilities;
import chat.presence.RelayTyping;
import chat.presence.TrackPresence;
import chat.presence.WatchPresence;
import chat.search.MaintainBlocks;
import chat.search.OperateBlocks;
import chat.search.SearchMessages;
import chat.users.Operate;
import chat.users.UserProfiles;

import java.time.Duration;

/// The services over the in-memory adapters. Each call creates a new service, as a cold start does.
///
/// @param parallel runs concurrent calls
/// @param tap intercepts the calls from services to ports
public record InMemoryServices(InMemoryPorts ports, Parallel parallel, Tap tap) {
    /// The windows of the tests: those that the deployment has by default.
    public static final OperationRules RULES = new OperationRules(1_440, 10, 2_880);

    /// Small blocks, so that short conversations have some.
    public static final BlockLayout LAYOUT = new BlockLayout(4);

    /// The time that passes before each retry.
    public static final Duration PAUSE = Duration.ofMillis(50);

    /// Returns the service that sends messages.
    public SendMessage sendMessage() {
        var append = new Append(log(), ports.salts(), backoff());
        var index = tap.on(ConversationIndex.class, ports.conversations());
        return new SendMessage(append, index, operations(), admission(), push(), parallel);
    }

    /// Returns the service that finishes operations.
    public Settle settle() {
        var index = tap.on(ConversationIndex.class, ports.conversations());
        return new Settle(log(), index, operations(), maintainBlocks(), parallel);
    }

    /// Returns the service that builds the blocks of texts.
    public MaintainBlocks maintainBlocks() {
        return new MaintainBlocks(log(), blocks(), LAYOUT);
    }

    /// Returns the service that the operator uses for blocks of texts.
    public OperateBlocks operateBlocks() {
        return new OperateBlocks(log(), blocks(), maintainBlocks(), LAYOUT);
    }

    private Operations operations() {
        var index = tap.on(ConversationIndex.class, ports.conversations());
        return new Operations(log(), index, maintainBlocks(), parallel);
    }

    /// Returns the service that changes conversation settings.
    public ChangeConversation changeConversation() {
        var settings = tap.on(ConversationSettings.class, ports.conversations());
        var receipts = tap.on(Receipts.class, ports.conversations());
        return new ChangeConversation(
                settings, receipts, users(), push(), announcements(), limits());
    }

    /// Returns the service that hides messages.
    public HideMessages hideMessages() {
        return new HideMessages(tap.on(HiddenMessages.class, ports.hidden()), log(), push());
    }

    /// Returns the service that searches.
    public SearchMessages searchMessages() {
        return new SearchMessages(
                list(),
                tap.on(HiddenMessages.class, ports.hidden()),
                log(),
                blocks(),
                new SearchMessages.Surroundings(LAYOUT, limits(), parallel, ports.clock()));
    }

    /// Returns the service that reads and changes profiles.
    public UserProfiles userProfiles() {
        return new UserProfiles(
                profiles(), numbers(), connections(), announcements(), limits(), parallel);
    }

    /// Returns the service that handles presence requests.
    public WatchPresence watchPresence() {
        return new WatchPresence(
                subscriptions(), connections(), visibilities(), limits(), parallel);
    }

    /// Returns the service that relays typing notifications.
    public RelayTyping relayTyping() {
        return new RelayTyping(relations(), connections(), gateway(), limits(), parallel);
    }

    /// Returns the service that tracks the connections of observed users.
    public TrackPresence trackPresence() {
        return new TrackPresence(
                subscriptions(), connections(), announcePresence(), announcements());
    }

    /// Returns the service that notifies presence subscribers.
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

    /// Returns the service that executes operator commands.
    public Operate operate() {
        return new Operate(users(), connections(), gateway(), redelivery());
    }

    /// Returns the service that stores acknowledgements.
    public Acknowledge acknowledge() {
        var receipts = tap.on(Receipts.class, ports.conversations());
        return new Acknowledge(log(), receipts, profiles(), push(), parallel);
    }

    /// Returns the service that handles `$connect`.
    public Connect connect() {
        return new Connect(users(), numbers(), connections(), gateway(), backoff());
    }

    /// Returns the service that handles `$disconnect`.
    public Disconnect disconnect() {
        return new Disconnect(connections(), users(), parallel);
    }

    /// Returns the service that sends missed entries to a device.
    public CatchUp catchUp() {
        return new CatchUp(catchUpPlan(), connections(), gateway(), backoff(), ports.clock());
    }

    /// Returns the service that catches up new connections.
    public Deliver deliver() {
        return new Deliver(catchUp(), redelivery());
    }

    /// Returns the service that catches up connections of the redelivery queue, with the longest
    /// waits.
    public Redeliver redeliver() {
        return new Redeliver(connections(), catchUp(), gateway(), () -> 1);
    }

    /// Returns the service that reads the entries a device has missed.
    public CatchUpPlan catchUpPlan() {
        return new CatchUpPlan(list(), log(), parallel);
    }

    /// Returns the service that handles `sync`.
    public Sync sync() {
        return new Sync(connections(), catchUp(), redelivery(), gateway());
    }

    /// Returns the service that reads pages of a log.
    public History history() {
        return new History(log(), parallel);
    }

    /// Returns the service that lists conversations.
    public ListConversations listConversations() {
        return new ListConversations(list(), profiles(), parallel);
    }

    /// Returns the service that pushes frames to all connections of users.
    public Push push() {
        return new Push(connections(), gateway(), redelivery(), parallel);
    }

    private Admission admission() {
        return new Admission(users(), limits(), RULES);
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

    private TextBlocks blocks() {
        return tap.on(TextBlocks.class, ports.blocks());
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
