package chat.simulation;

import chat.domain.UserId;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Hides messages on all devices of the user: sends each request until it is answered, and asks for
/// the changes of other devices that this one has missed.
final class Hiding {
    private static final Duration REPLY = Duration.ofSeconds(10);

    private final SystemUnderTest system;
    private final Device device;

    /// The request ids of all tries of the first request.
    private final Set<String> tries = new HashSet<>();

    private Optional<String> lastTry = Optional.empty();

    /// The conversations whose changes are requested, by request id.
    private final Map<String, Page> asked = new HashMap<>();

    /// A requested page of what has changed.
    ///
    /// @param since the version that the device had
    /// @param after where the page before ended
    /// @param version that of the first page; 0 until it is there
    private record Page(UserId peer, long since, long after, long version) {}

    Hiding(SystemUnderTest system, Device device) {
        this.system = system;
        this.device = device;
    }

    /// Adds a request. The device hides the messages at once.
    void add(HideRequest request) {
        HiddenReplica hidden = device.store().hidden(request.peer());
        hidden.add(request.seqs());
        hidden.clear(request.upTo());
        device.store().pendingHides().addLast(request);
        pump();
    }

    private void pump() {
        Deque<HideRequest> pending = device.store().pendingHides();
        if (pending.isEmpty() || lastTry.isPresent() || !device.isReady()) {
            return;
        }
        long rest = device.waits().rest(FrameText.HIDE);
        if (rest > 0) {
            device.later(rest, this::pump);
            return;
        }
        String id = system.requestId(FrameText.HIDE);
        lastTry = Optional.of(id);
        tries.add(id);
        system.checker().retries().sends(device, FrameText.HIDE);
        device.session().send(pending.getFirst().frame(id));
        device.later(REPLY, () -> refused(id));
    }

    /// The server refuses a request for now, or has not answered.
    void refused(String requestId) {
        if (lastTry.equals(Optional.of(requestId))) {
            lastTry = Optional.empty();
            pump();
        }
    }

    /// The device has caught up on a new connection.
    void caughtUp() {
        lastTry = Optional.empty();
        asked.clear();
        pump();
        device.store().hiddenPeers().forEach(this::ask);
    }

    /// A frame `hidden` arrived.
    void receive(Json frame) {
        var peer = new UserId(frame.text("peer"));
        String requestId = frame.textOr("requestId");
        HiddenReplica hidden = device.store().hidden(peer);
        hidden.add(frame.numbers("seqs"));
        hidden.clear(frame.number("clearedTo"));
        long version = frame.number("version");
        if (requestId.startsWith(FrameText.HIDDEN_SINCE)) {
            page(asked.remove(requestId), frame, version);
        } else if (system.alteration().takesAnyHiddenVersion()) {
            hidden.complete(version);
        } else if (hasSeqs(frame, requestId)) {
            hidden.changed(version);
        } else {
            hidden.exists(version);
        }
        if (tries.contains(requestId)) {
            confirmed();
        }
        ask(peer);
    }

    private void page(@Nullable Page page, Json frame, long version) {
        if (page == null) {
            return;
        }
        long first = page.version() == 0 ? version : page.version();
        if (frame.has("next")) {
            ask(new Page(page.peer(), page.since(), frame.number("next"), first));
        } else {
            device.store().hidden(page.peer()).complete(first);
        }
    }

    /// Whether the device has the messages of the change that a frame is about: those in a push, or
    /// those of its own request. A conversation that is cleared keeps its version.
    private boolean hasSeqs(Json frame, String requestId) {
        return requestId.isEmpty()
                ? frame.has("seqs")
                : tries.contains(requestId)
                        && !device.store().pendingHides().getFirst().seqs().isEmpty();
    }

    private void confirmed() {
        HideRequest request = device.store().pendingHides().removeFirst();
        system.checker().hidden().confirmed(device, request);
        tries.clear();
        lastTry = Optional.empty();
        pump();
    }

    /// The state of a conversation in a frame.
    void state(UserId peer, Json state) {
        HiddenReplica hidden = device.store().hidden(peer);
        state.optionalNumber("clearedTo").ifPresent(hidden::clear);
        state.optionalNumber("hiddenVersion").ifPresent(hidden::exists);
        ask(peer);
    }

    private void ask(UserId peer) {
        HiddenReplica hidden = device.store().hidden(peer);
        boolean isAsked = asked.values().stream().anyMatch(page -> page.peer().equals(peer));
        if (hidden.isBehind() && !isAsked && device.isReady()) {
            ask(new Page(peer, hidden.version(), /* after= */ 0, /* version= */ 0));
        }
    }

    private void ask(Page page) {
        String id = system.requestId(FrameText.HIDDEN_SINCE);
        asked.put(id, page);
        device.later(device.waits().rest(FrameText.HIDDEN_SINCE), () -> send(id, page));
    }

    private void send(String id, Page page) {
        if (!asked.containsKey(id)) {
            return;
        }
        if (device.isOnline()) {
            system.checker().retries().sends(device, FrameText.HIDDEN_SINCE);
            device.session()
                    .send(FrameText.hiddenSince(id, page.peer(), page.since(), page.after()));
        }
        device.later(REPLY, () -> askAgain(id));
    }

    /// The server refuses to answer for now, or has not answered: starts again with the first page.
    void askAgain(String requestId) {
        Page page = asked.remove(requestId);
        if (page != null) {
            ask(page.peer());
        }
    }

    /// The peers of requests that are not answered.
    List<UserId> pendingPeers() {
        List<UserId> peers = new ArrayList<>();
        device.store().pendingHides().forEach(request -> peers.add(request.peer()));
        return peers;
    }
}
