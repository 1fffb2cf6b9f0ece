package chat.functions;

import static chat.functions.HandledChat.ALICE;
import static chat.functions.HandledChat.BOB;
import static chat.functions.HandledChat.PHONE;
import static chat.functions.HandledChat.SAMPLE;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import chat.delivery.Redeliver;
import chat.domain.Caller;
import chat.domain.Connection;
import chat.domain.ConnectionId;
import chat.domain.DeviceId;
import chat.inmemory.Faults;
import chat.inmemory.InMemoryGateway.Socket;
import chat.inmemory.InMemoryRedeliveryQueue.Request;
import chat.inmemory.SequentialParallel;
import chat.inmemory.Tap;
import chat.port.Gateway;

import com.amazonaws.services.lambda.runtime.RequestHandler;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The Connections stream and the redelivery queue. Bob has written to Alice, whose phone
/// reconnects with the connection of the samples.
final class BatchHandlersTest {
    private static final ConnectionId OTHER = new ConnectionId("b3RoZXItMTIzNDU=");
    private static final Request AGAIN = new Request(ALICE, SAMPLE);

    /// The message id and the receipt handle of the sample.
    private static final String MESSAGE = "059f36b4-87a3-44ab-83d2-661975830a7d";

    private static final String RECEIPT = "AQEBexample+receipt/handle==";

    private final HandledChat chat = new HandledChat();
    private final Caller alice = chat.alice();
    private final Caller bob = chat.bob();

    @Test
    void anAddedConnectionIsCaughtUp() {
        chat.talk(bob, alice, 3);

        assertThat(failures(deliver("deliver-insert"))).isEmpty();

        assertThat(types(SAMPLE)).containsExactly("messages", "caughtUp");
        assertThat(chat.state().connection(alice).openAt()).isPresent();
        assertThat(chat.state().ports().redelivery().pending()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deliver-remove", "deliver-ttl-remove"})
    void removedConnectionsAreIgnored(String sample) {
        var calls = Faults.none();

        assertThat(failures(invoke(chat.with(calls).deliver(new SequentialParallel()), sample)))
                .isEmpty();

        assertThat(calls.calls()).isEmpty();
    }

    @Test
    void aMalformedRecordIsReportedByItsSequenceNumberAndOthersAreCaughtUp() {
        String batch = EventSamples.batch(sample("deliver-malformed"), sample("deliver-insert"));

        var answer = LambdaRuntime.invoke(chat.deliver(new SequentialParallel()), batch);

        assertThat(failures(answer)).containsExactly("4421584500000000017450439094");
        assertThat(types(SAMPLE)).containsExactly("caughtUp");
        assertThat(chat.logged().getFirst())
                .containsEntry("outcome", "failed")
                .containsEntry("record", "a87ff679a2f3e71d9181a67b7542122c");
    }

    /// An empty id in the response would make Lambda retry the whole batch.
    @ParameterizedTest
    @ValueSource(strings = {"deliver", "redeliver"})
    void aRecordWithoutAnIdIsLoggedAndDoesNotBlockOthers(String function) {
        boolean stream = function.equals("deliver");
        String nameless =
                stream
                        ? "{\"Records\":[{\"eventID\":\"e1\",\"eventName\":\"INSERT\"}]}"
                        : "{\"Records\":[{\"body\":\"{}\"}]}";
        String good = sample(stream ? "deliver-insert" : "redeliver");
        var parallel = new SequentialParallel();

        var answer =
                LambdaRuntime.invoke(
                        stream ? chat.deliver(parallel) : chat.redeliver(parallel),
                        EventSamples.batch(nameless, good));

        assertThat(failures(answer)).isEmpty();
        assertThat(types(SAMPLE)).containsExactly("caughtUp");
        assertThat(chat.logged().getFirst())
                .containsEntry("outcome", "failed")
                .containsEntry("record", stream ? "e1" : "");
    }

    @Test
    void anErrorNamesTheBadAttributeWithoutItsValue() {
        String damaged =
                EventSamples.with("deliver-insert", Map.of("1790003600000", "+49 15112345678"));

        var answer = LambdaRuntime.invoke(chat.deliver(new SequentialParallel()), damaged);

        assertThat(failures(answer)).hasSize(1);
        assertThat(chat.logged())
                .singleElement()
                .asString()
                .contains("the connection's expiresAt is not a time")
                .doesNotContain("15112345678");
    }

    @Test
    void aFailedCatchUpIsQueuedAndLogged() {
        var failing = chat.with(new Faults(3, Faults.Kind.REFUSED));

        assertThat(failures(handle("deliver", failing))).isEmpty();

        assertThat(chat.state().ports().redelivery().pending()).containsExactly(AGAIN);
        assertThat(failing.logged().getFirst()).containsEntry("outcome", "failed");
    }

    @Test
    void aFailedRedeliveryIsPostponedAndLogged() {
        var failing = chat.with(new Faults(3, Faults.Kind.REFUSED));

        assertThat(failures(handle("redeliver", failing))).containsExactly(MESSAGE);

        assertThat(failing.postponed()).containsExactly(Map.entry(RECEIPT, Duration.ofSeconds(3)));
        assertThat(failing.logged().getFirst()).containsEntry("outcome", "failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"deliver", "redeliver"})
    void aFunctionThatCrashesReportsItsRecord(String function) {
        var dying = chat.with(new Faults(3, Faults.Kind.CRASH_BEFORE));

        assertThat(failures(handle(function, dying))).hasSize(1);
    }

    private static Map<String, Object> handle(String function, HandledChat chat) {
        return function.equals("deliver")
                ? invoke(chat.deliver(new SequentialParallel()), "deliver-insert")
                : invoke(chat.redeliver(new SequentialParallel()), "redeliver");
    }

    @Test
    void aSocketThatDoesNotOpenInTimeIsQueued() {
        chat.state().ports().gateway().set(SAMPLE, Socket.OPENING);
        var before = chat.state().now();

        assertThat(failures(deliver("deliver-insert"))).isEmpty();

        assertThat(chat.state().ports().redelivery().pending()).containsExactly(AGAIN);
        assertThat(Duration.between(before, chat.state().now())).isEqualTo(DeliverHandler.TIME);
        assertThat(chat.state().ports().connections().find(ALICE, SAMPLE)).isPresent();
    }

    @Test
    void aSocketInAnUnknownStateIsQueuedAtOnce() {
        chat.state().ports().gateway().set(SAMPLE, Socket.UNKNOWN);
        var before = chat.state().now();

        assertThat(failures(deliver("deliver-insert"))).isEmpty();

        assertThat(chat.state().ports().redelivery().pending()).containsExactly(AGAIN);
        assertThat(chat.state().now()).isEqualTo(before);
    }

    /// The first record's socket responds only after the second's has received its frames.
    @ParameterizedTest
    @ValueSource(strings = {"deliver", "redeliver"})
    @Timeout(10)
    void aSlowConnectionDoesNotDelayOthers(String function) {
        chat.state().online(ALICE, PHONE, OTHER.value());
        var otherIsTold = new CountDownLatch(1);
        var slow = chat.with(new SlowSocket(SAMPLE, OTHER, otherIsTold));
        boolean stream = function.equals("deliver");
        String first = sample(stream ? "deliver-insert" : "redeliver");
        String batch = EventSamples.batch(first, first.replace(SAMPLE.value(), OTHER.value()));
        var parallel = new VirtualThreads();

        var answer =
                LambdaRuntime.invoke(
                        stream ? slow.deliver(parallel) : slow.redeliver(parallel), batch);

        assertThat(failures(answer)).isEmpty();
        assertThat(types(OTHER)).containsExactly("caughtUp");
        assertThat(types(SAMPLE)).containsExactly("caughtUp");
    }

    @Test
    void aConnectionThatNeverOpensDoesNotDelayOthers() {
        chat.state().ports().gateway().set(SAMPLE, Socket.OPENING);
        chat.state().online(ALICE, PHONE, OTHER.value());
        String never = sample("deliver-insert");
        String batch = EventSamples.batch(never, never.replace(SAMPLE.value(), OTHER.value()));

        LambdaRuntime.invoke(chat.deliver(new SequentialParallel()), batch);

        assertThat(types(OTHER)).containsExactly("caughtUp");
        assertThat(chat.state().ports().redelivery().pending()).containsExactly(AGAIN);
    }

    @Test
    void aQueuedConnectionIsCaughtUp() {
        chat.talk(bob, alice, 3);

        assertThat(failures(redeliver("redeliver"))).isEmpty();

        assertThat(types(SAMPLE)).containsExactly("messages", "caughtUp");
        assertThat(chat.state().ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aQueuedConnectionThatIsClosedIsIgnored() {
        chat.state().ports().connections().remove(ALICE, SAMPLE);

        assertThat(failures(redeliver("redeliver"))).isEmpty();

        assertThat(types(SAMPLE)).isEmpty();
        assertThat(chat.state().ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aQueuedConnectionWithAnOldClosedSocketIsRemoved() {
        chat.state().lose(alice);
        chat.state().ports().clock().advance(Connection.OPENING_GRACE);

        assertThat(failures(redeliver("redeliver"))).isEmpty();

        assertThat(chat.state().ports().connections().find(ALICE, SAMPLE)).isEmpty();
        assertThat(chat.state().ports().redelivery().pending()).isEmpty();
    }

    @Test
    void anUnfinishedCatchUpIsPostponedLongerEachTime() {
        chat.state().ports().gateway().set(SAMPLE, Socket.UNKNOWN);

        assertThat(failures(redeliver("redeliver"))).containsExactly(MESSAGE);
        assertThat(chat.postponed()).containsExactly(Map.entry(RECEIPT, Duration.ofSeconds(3)));

        assertThat(failures(redeliver(3))).containsExactly(MESSAGE);
        assertThat(chat.postponed()).containsExactly(Map.entry(RECEIPT, Duration.ofSeconds(12)));
        assertThat(chat.state().ports().redelivery().pending()).isEmpty();
    }

    @Test
    void aConnectionWhoseCatchUpNeverFinishesIsClosed() {
        assertThat(failures(redeliver(Redeliver.CATCH_UPS_MAX + 1))).isEmpty();

        assertThat(chat.state().ports().gateway().socket(SAMPLE)).isEqualTo(Socket.GONE);
        assertThat(chat.state().ports().connections().find(ALICE, SAMPLE)).isEmpty();
    }

    private Map<String, Object> redeliver(int attempt) {
        String event =
                EventSamples.with(
                        "redeliver",
                        Map.of(
                                "\"ApproximateReceiveCount\": \"1\"",
                                "\"ApproximateReceiveCount\": \"" + attempt + "\""));
        return LambdaRuntime.invoke(chat.redeliver(new SequentialParallel()), event);
    }

    @Test
    void aMalformedMessageIsReportedByItsIdAndOthersAreCaughtUp() {
        String batch = EventSamples.batch(sample("redeliver-malformed"), sample("redeliver"));

        var answer = LambdaRuntime.invoke(chat.redeliver(new SequentialParallel()), batch);

        assertThat(failures(answer)).containsExactly("2e1424d4-f796-459a-8184-9c92662be6da");
        assertThat(types(SAMPLE)).containsExactly("caughtUp");
    }

    @Test
    void eachRecordHasOneLogLine() {
        chat.state().online(BOB, new DeviceId("laptop"), OTHER.value());
        String queued = sample("redeliver");

        LambdaRuntime.invoke(
                chat.redeliver(new SequentialParallel()),
                EventSamples.batch(
                        queued,
                        queued.replace(SAMPLE.value(), OTHER.value())
                                .replace("\\\"alice\\\"", "\\\"bob\\\"")));

        assertThat(chat.logged()).containsExactly(line("alice", SAMPLE), line("bob", OTHER));
    }

    private static Map<String, Object> line(String user, ConnectionId connection) {
        return Map.of(
                "level",
                "INFO",
                "coldStart",
                true,
                "connection",
                connection.value(),
                "user",
                RequestLog.hash(user),
                "frame",
                "redeliver",
                "outcome",
                "SENT",
                "ms",
                0);
    }

    /// Makes `slow` respond only after a post to `other` was accepted.
    private record SlowSocket(ConnectionId slow, ConnectionId other, CountDownLatch posted)
            implements Tap {
        @Override
        public <T> T on(Class<T> port, T target) {
            return target instanceof Gateway gateway ? port.cast(over(gateway)) : target;
        }

        private Gateway over(Gateway gateway) {
            return new Gateway() {
                @Override
                public Answer post(ConnectionId connection, String frame) {
                    if (connection.equals(slow)) {
                        await();
                    }
                    Answer answer = gateway.post(connection, frame);
                    if (connection.equals(other)) {
                        posted.countDown();
                    }
                    return answer;
                }

                @Override
                public Answer probe(ConnectionId connection) {
                    if (connection.equals(slow)) {
                        await();
                    }
                    return gateway.probe(connection);
                }

                @Override
                public Answer close(ConnectionId connection) {
                    return gateway.close(connection);
                }
            };
        }

        private void await() {
            try {
                assertThat(posted.await(60, TimeUnit.SECONDS))
                        .as("the other connection got its frames")
                        .isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }

    private Map<String, Object> deliver(String sample) {
        return invoke(chat.deliver(new SequentialParallel()), sample);
    }

    private Map<String, Object> redeliver(String sample) {
        return invoke(chat.redeliver(new SequentialParallel()), sample);
    }

    private static Map<String, Object> invoke(RequestHandler<?, ?> handler, String sample) {
        return LambdaRuntime.invoke(handler, sample(sample));
    }

    private static String sample(String name) {
        return EventSamples.text(name + ".json");
    }

    private static List<Object> failures(Map<String, Object> answer) {
        assertThat(answer).containsOnlyKeys("batchItemFailures");
        var identifiers = new ArrayList<Object>();
        assertThat(answer.get("batchItemFailures"))
                .asInstanceOf(LIST)
                .allSatisfy(
                        failure -> {
                            assertThat(failure).isInstanceOf(Map.class);
                            identifiers.add(((Map<?, ?>) failure).get("itemIdentifier"));
                        });
        return identifiers;
    }

    private List<Object> types(ConnectionId connection) {
        var types = new ArrayList<Object>();
        chat.received(connection).forEach(frame -> types.add(frame.get("type")));
        return types;
    }
}
