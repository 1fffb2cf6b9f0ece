package chat.delivery;

import static chat.delivery.CatchUpPlanScene.connection;
import static chat.delivery.CatchUpPlanScene.peers;
import static chat.port.Samples.BOB;
import static chat.port.Samples.LAPTOP;
import static chat.port.Samples.NOON;
import static chat.port.Samples.PHONE;

import static org.assertj.core.api.Assertions.assertThat;

import chat.delivery.CatchUpPlan.Contents;
import chat.domain.Connection;
import chat.domain.ConversationRow;
import chat.domain.Receipt;
import chat.domain.UserId;
import chat.protocol.ServerFrame.Messages;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// A device that is newer than Bob's conversations starts with the newest ones, and later gets
/// every conversation with new messages.
final class CatchUpPlanNewDeviceTest {
    private static final Instant FIRST_SEEN = NOON.plus(Duration.ofHours(1));
    private static final Instant BACK = NOON.plus(Duration.ofHours(3));

    private final CatchUpPlanScene scene = new CatchUpPlanScene();

    @Test
    void allConversationsWithNewMessagesAreSent() {
        List<UserId> peers = startConversations(40);
        peers.subList(0, 30).forEach(peer -> scene.acknowledge(PHONE, peer, 1));
        peers.forEach(peer -> scene.receive(peer, 2, BACK.minusSeconds(60)));

        assertThat(catchUpAll(phone(Optional.of(FIRST_SEEN), BACK))).containsAll(peers);
    }

    @Test
    void aDeviceThatWasNeverCaughtUpGetsAllConversationsWithNewMessages() {
        List<UserId> peers = startConversations(40);
        peers.forEach(peer -> scene.receive(peer, 2, BACK.minusSeconds(60)));

        assertThat(catchUpAll(phone(Optional.empty(), BACK))).containsAll(peers);
    }

    @Test
    void aFirstConnectionGetsMessagesSentWhileItIsOpen() {
        List<UserId> peers = startConversations(40);
        Connection first = phone(Optional.empty(), FIRST_SEEN);
        peers.forEach(peer -> scene.receive(peer, 2, FIRST_SEEN.plusSeconds(60)));

        assertThat(catchUpAll(first)).containsAll(peers);
    }

    @Test
    void aFirstConnectionGetsNewMessagesAmongHundredsOfConversations() {
        List<UserId> peers = startConversations(320);
        Connection first = phone(Optional.empty(), FIRST_SEEN);
        peers.forEach(peer -> scene.receive(peer, 2, FIRST_SEEN.plusSeconds(60)));

        assertThat(catchUpAll(first)).containsAll(peers);
    }

    /// The clock of the function that stored the message may be behind.
    @Test
    void aMessageSlightlyOlderThanTheDeviceIsSent() {
        List<UserId> peers = startConversations(40);
        peers.forEach(peer -> scene.receive(peer, 2, FIRST_SEEN.minusSeconds(120)));

        assertThat(catchUpAll(phone(Optional.of(FIRST_SEEN), BACK))).containsAll(peers);
    }

    /// The server no longer has the time it first saw the device; the device sends the time it was
    /// last caught up.
    @Test
    void aReplacedDeviceGetsMessagesSentSinceItWasCaughtUp() {
        List<UserId> peers = startConversations(40);
        peers.forEach(peer -> scene.receive(peer, 2, BACK.minusSeconds(1000)));
        var again = connection(PHONE, BACK, Optional.of(FIRST_SEEN), BACK);

        assertThat(catchUpAll(again)).containsAll(peers);
    }

    @Test
    void theFirstCatchUpHasTheThirtyNewestConversations() {
        List<UserId> peers = startConversations(150);

        Contents contents = scene.missed(phone(Optional.empty(), FIRST_SEEN));

        assertThat(peers(contents)).isEqualTo(peers.subList(0, 30));
        assertThat(catchUpAll(phone(Optional.empty(), FIRST_SEEN)))
                .containsExactlyInAnyOrderElementsOf(peers.subList(0, 30));
    }

    /// A client fetches all missing entries up to `lastSeq`, so the state omits it for a
    /// conversation that the device need not fetch.
    @Test
    void anOmittedConversationHasNoLastSequence() {
        List<UserId> peers = startConversations(40);
        UserId oldest = peers.getLast();
        scene.conversations().advancePeer(BOB, oldest, new Receipt(1, 1), BACK);

        Contents contents = scene.missed(phone(Optional.of(FIRST_SEEN), BACK));

        assertThat(contents.rows()).hasSize(40);
        ConversationRow state = contents.rows().getLast();
        assertThat(state.peer()).isEqualTo(oldest);
        assertThat(state.lastSeq()).isZero();
        assertThat(state.peerReceipt()).isEqualTo(new Receipt(1, 1));
        assertThat(contents.rows().subList(0, 30))
                .extracting(ConversationRow::lastSeq)
                .containsOnly(1L);
    }

    @Test
    void aRequestedConversationHasItsLastSequence() {
        UserId oldest = startConversations(40).getLast();

        Contents contents =
                scene.plan().of(phone(Optional.of(FIRST_SEEN), BACK), Map.of(oldest, 0L));

        assertThat(contents.rows().stream().filter(row -> row.peer().equals(oldest)))
                .extracting(ConversationRow::lastSeq)
                .containsExactly(1L);
        assertThat(contents.frames()).extracting(Messages::peer).contains(oldest);
    }

    /// Creates conversations of one message each, newest first; another device has all of them.
    private List<UserId> startConversations(int count) {
        List<UserId> peers =
                IntStream.range(0, count).mapToObj(n -> new UserId("peer-" + (1_000 + n))).toList();
        for (UserId peer : peers) {
            scene.converse(peer, 1, NOON.minusSeconds(peers.indexOf(peer)));
            scene.acknowledge(LAPTOP, peer, 1);
        }
        return peers;
    }

    private static Connection phone(Optional<Instant> since, Instant now) {
        return connection(PHONE, FIRST_SEEN, since, now);
    }

    /// Catches up and acknowledges repeatedly, as a client does, until nothing is left.
    ///
    /// @return the peers whose entries were sent
    private Set<UserId> catchUpAll(Connection connection) {
        Set<UserId> peers = new HashSet<>();
        Contents contents;
        do {
            contents = scene.missed(connection);
            for (Messages frame : contents.frames()) {
                peers.add(frame.peer());
                scene.acknowledge(PHONE, frame.peer(), frame.entries().getLast().seq());
            }
        } while (contents.more());
        return peers;
    }
}
