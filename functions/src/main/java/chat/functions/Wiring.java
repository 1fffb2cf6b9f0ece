package chat.functions;

import chat.delivery.CatchUp;
import chat.delivery.CatchUpPlan;
import chat.delivery.Connect;
import chat.delivery.Deliver;
import chat.delivery.Disconnect;
import chat.delivery.Push;
import chat.delivery.Redeliver;
import chat.delivery.Sync;
import chat.domain.BlockLayout;
import chat.domain.Salt;
import chat.limits.RateLimits;
import chat.messages.Acknowledge;
import chat.messages.Admission;
import chat.messages.Append;
import chat.messages.ChangeConversation;
import chat.messages.HideMessages;
import chat.messages.History;
import chat.messages.ListConversations;
import chat.messages.Operations;
import chat.messages.SendMessage;
import chat.messages.Settle;
import chat.port.Backoff;
import chat.port.Parallel;
import chat.presence.AnnouncePresence;
import chat.presence.PresenceVisibilities;
import chat.presence.RelayTyping;
import chat.presence.TrackPresence;
import chat.presence.WatchPresence;
import chat.search.MaintainBlocks;
import chat.users.Operate;
import chat.users.UserProfiles;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// Builds the services of a function from its environment. It is the only class that reads the
/// clock and randomness.
final class Wiring implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();

    private final Adapters adapters;
    private final Parallel parallel = new VirtualThreads();

    // Reads the kernel's randomness at each use. A generator with its own seed would return the
    // same numbers in all instances restored from one snapshot.
    private final SecureRandom random = new SecureRandom();
    private final Backoff backoff = new RandomBackoff(random);

    /// @param environment the function's variables: on AWS those of the process, locally those of
    ///   the template
    Wiring(Map<String, String> environment) {
        adapters = new Adapters(new Variables(environment), CLOCK, random, backoff);
    }

    /// The stores, sockets and queues.
    Adapters adapters() {
        return adapters;
    }

    /// Closes the sockets of the clients.
    @Override
    public void close() {
        adapters.close();
    }

    /// Frames without a frame limit: messages, which have limits of their own, and frames without a
    /// route, because rejecting one costs as much as answering it.
    static Frames uncountedFrames() {
        return new Frames(CLOCK, new RequestLog(System.out), RateLimits.NONE);
    }

    /// The token verifier of a function that calls no AWS service.
    static TokenVerifier tokens(Map<String, String> environment) {
        var variables = new Variables(environment);
        return new TokenVerifier(
                variables.required("TOKEN_ISSUER"), variables.required("TOKEN_AUDIENCE"), CLOCK);
    }

    /// Frames that count against the user's frame limits.
    Frames frames() {
        return new Frames(CLOCK, requestLog(), adapters.limits());
    }

    RequestLog requestLog() {
        return new RequestLog(System.out);
    }

    Replies replies() {
        return new Replies(adapters.gateway());
    }

    InstantSource clock() {
        return CLOCK;
    }

    Parallel parallel() {
        return parallel;
    }

    Connect connect() {
        return new Connect(
                adapters.users(),
                adapters.numbers(),
                adapters.connections(),
                adapters.gateway(),
                backoff);
    }

    Disconnect disconnect() {
        return new Disconnect(adapters.connections(), adapters.users(), parallel);
    }

    SendMessage sendMessage() {
        var append = new Append(adapters.log(), this::salt, backoff);
        var admission =
                new Admission(adapters.users(), adapters.limits(), adapters.operationRules());
        return new SendMessage(append, adapters.index(), operations(), admission, push(), parallel);
    }

    Settle settle() {
        return new Settle(
                adapters.log(), adapters.index(), operations(), maintainBlocks(), parallel);
    }

    MaintainBlocks maintainBlocks() {
        return new MaintainBlocks(adapters.log(), adapters.blocks(), BlockLayout.STANDARD);
    }

    private Operations operations() {
        return new Operations(adapters.log(), adapters.index(), maintainBlocks(), parallel);
    }

    Acknowledge acknowledge() {
        return new Acknowledge(
                adapters.log(), adapters.receipts(), adapters.profiles(), push(), parallel);
    }

    WatchPresence watchPresence() {
        return new WatchPresence(
                adapters.subscriptions(),
                adapters.connections(),
                visibilities(),
                adapters.limits(),
                parallel);
    }

    RelayTyping relayTyping() {
        return new RelayTyping(
                adapters.relations(),
                adapters.connections(),
                adapters.gateway(),
                adapters.limits(),
                parallel);
    }

    TrackPresence trackPresence() {
        return new TrackPresence(
                adapters.subscriptions(),
                adapters.connections(),
                announcePresence(),
                adapters.announcements());
    }

    AnnouncePresence announcePresence() {
        return new AnnouncePresence(
                adapters.subscriptions(),
                adapters.connections(),
                visibilities(),
                adapters.gateway(),
                parallel);
    }

    private PresenceVisibilities visibilities() {
        return new PresenceVisibilities(adapters.profiles(), adapters.relations(), parallel);
    }

    ChangeConversation changeConversation() {
        return new ChangeConversation(
                adapters.settings(),
                adapters.receipts(),
                adapters.users(),
                push(),
                adapters.announcements(),
                adapters.limits());
    }

    HideMessages hideMessages() {
        return new HideMessages(adapters.hidden(), adapters.log(), push());
    }

    UserProfiles userProfiles() {
        return new UserProfiles(
                adapters.profiles(),
                adapters.numbers(),
                adapters.connections(),
                adapters.announcements(),
                adapters.limits(),
                parallel);
    }

    Operate operate() {
        return new Operate(
                adapters.users(),
                adapters.connections(),
                adapters.gateway(),
                adapters.redelivery());
    }

    private CatchUp catchUp() {
        var plan = new CatchUpPlan(adapters.list(), adapters.log(), parallel);
        return new CatchUp(plan, adapters.connections(), adapters.gateway(), backoff, CLOCK);
    }

    Deliver deliver() {
        return new Deliver(catchUp(), adapters.redelivery());
    }

    Redeliver redeliver() {
        return new Redeliver(
                adapters.connections(), catchUp(), adapters.gateway(), random::nextDouble);
    }

    Sync sync() {
        return new Sync(
                adapters.connections(), catchUp(), adapters.redelivery(), adapters.gateway());
    }

    History history() {
        return new History(adapters.log(), parallel);
    }

    ListConversations listConversations() {
        return new ListConversations(adapters.list(), adapters.profiles(), parallel);
    }

    private Push push() {
        return new Push(
                adapters.connections(), adapters.gateway(), adapters.redelivery(), parallel);
    }

    private Salt salt() {
        byte[] bytes = new byte[Salt.BYTES];
        random.nextBytes(bytes);
        return Salt.of(bytes);
    }
}
