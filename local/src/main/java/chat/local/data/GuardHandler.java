package chat.local.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.iam.Credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// Stands in front of the stores: holds each request of a function against its role, and lets it
/// meet the faults in force. Requests of others pass unread.
final class GuardHandler extends Handler.Wrapper {
    private static final String TARGET = "X-Amz-Target";
    private static final String SQS = "AmazonSQS";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Null until the stack is known: until then no function runs.
    private volatile @Nullable Rules rules;

    /// What holds for the functions' requests.
    record Rules(IamCheck iam, CallFaults faults) {}

    GuardHandler(Handler stores) {
        super(stores);
    }

    /// From now on these rules hold.
    void enforce(Rules next) {
        rules = next;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Rules inForce = rules;
        Optional<Caller> caller = inForce == null ? Optional.empty() : caller(inForce, request);
        String[] target = header(request, TARGET).orElse("").split("\\.", 2);
        if (inForce == null || caller.isEmpty() || target.length < 2) {
            return super.handle(request, response, callback);
        }
        ByteBuffer body = Content.Source.asByteBuffer(request);
        StoreCall call;
        try {
            call = call(caller.get(), target, body);
        } catch (JsonProcessingException notJson) {
            new Refusal(400, "SerializationException", "the body is not JSON")
                    .send(response, callback);
            return true;
        }
        return handle(
                call, inForce, new Exchange(new ReadRequest(request, body), response, callback));
    }

    private record Caller(String function, String accessKeyId) {}

    private record Exchange(Request request, Response response, Callback callback) {}

    private boolean handle(StoreCall call, Rules inForce, Exchange exchange) throws Exception {
        Optional<Refusal> denied = inForce.iam().refusal(call);
        if (denied.isPresent()) {
            denied.get().send(exchange.response(), exchange.callback());
            return true;
        }
        return switch (inForce.faults().fate(call)) {
            case CallFaults.Done _ -> pass(exchange, () -> inForce.faults().isAwaited(call));
            case CallFaults.AnswerLost _ -> pass(exchange, () -> false);
            case CallFaults.Lost _ -> {
                AwaitedResponse.hangUp(exchange.request(), exchange.callback());
                yield true;
            }
            case CallFaults.Refused(Refusal refusal) -> {
                refusal.send(exchange.response(), exchange.callback());
                yield true;
            }
        };
    }

    private boolean pass(Exchange exchange, BooleanSupplier isAwaited) throws Exception {
        var response = new AwaitedResponse(exchange.request(), exchange.response(), isAwaited);
        return super.handle(exchange.request(), response, exchange.callback());
    }

    private static Optional<Caller> caller(Rules rules, Request request) {
        return Credentials.accessKeyId(header(request, "Authorization"))
                .flatMap(
                        key ->
                                rules.iam()
                                        .iam()
                                        .functionName(key)
                                        .map(function -> new Caller(function, key)));
    }

    private static StoreCall call(Caller caller, String[] target, ByteBuffer body)
            throws JsonProcessingException {
        return new StoreCall(
                caller.function(),
                caller.accessKeyId(),
                target[0].equals(SQS) ? "sqs" : "dynamodb",
                target[1],
                JSON.readTree(UTF_8.decode(body.slice()).toString()));
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /// A request whose body was read, for those who come after.
    private static final class ReadRequest extends Request.Wrapper {
        private final Content.Source body;

        ReadRequest(Request request, ByteBuffer body) {
            super(request);
            this.body = new ByteBufferContentSource(body);
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable available) {
            body.demand(available);
        }

        @Override
        public void fail(Throwable failure) {
            body.fail(failure);
        }
    }
}
