package chat.local.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import chat.local.iam.Access;
import chat.local.iam.Credentials;
import chat.local.iam.Denial;
import chat.local.iam.DynamoDbAccess;
import chat.local.iam.Iam;
import chat.local.iam.SqsAccess;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Stands in front of the stores and refuses what the role of the calling function does not allow.
///
/// Requests of others pass unread. A function's request whose effect cannot be told from its body
/// (PartiQL, reading a stream) is refused, or it would get around its role.
final class IamHandler extends Handler.Wrapper {
    private static final String TARGET = "X-Amz-Target";
    private static final String SQS = "AmazonSQS";
    private static final ObjectMapper JSON = new ObjectMapper();

    /// Null until the stack is known: until then no function runs.
    private volatile @Nullable Iam iam;

    IamHandler(Handler stores) {
        super(stores);
    }

    /// From now on these rules hold.
    void enforce(Iam rules) {
        iam = rules;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String caller =
                Credentials.accessKeyId(header(request, "Authorization")).orElse("anonymous");
        Iam rules = iam;
        String[] target = header(request, TARGET).orElse("").split("\\.", 2);
        if (rules == null || !rules.knows(caller) || target.length < 2) {
            return super.handle(request, response, callback);
        }
        ByteBuffer body = Content.Source.asByteBuffer(request);
        Optional<Answer> refusal = refusal(rules, caller, target, body.slice());
        if (refusal.isPresent()) {
            send(refusal.get(), response, callback);
            return true;
        }
        return super.handle(new Read(request, body), response, callback);
    }

    private record Answer(int status, String type, String message) {}

    private static Optional<Answer> refusal(
            Iam iam, String caller, String[] target, ByteBuffer body) {
        JsonNode request;
        try {
            request = JSON.readTree(UTF_8.decode(body).toString());
        } catch (JsonProcessingException notJson) {
            return Optional.of(new Answer(400, "SerializationException", "the body is not JSON"));
        }
        if (target[0].equals(SQS)) {
            return iam.denies(caller, List.of(SqsAccess.of(target[1], request)))
                    .map(IamHandler::deniedBySqs);
        }
        Optional<List<Access>> accesses = DynamoDbAccess.of(target[1], request);
        if (accesses.isEmpty()) {
            return Optional.of(
                    new Answer(
                            400,
                            "AccessDeniedException",
                            "what %s touches cannot be told locally, so no role allows it"
                                    .formatted(target[1])));
        }
        return iam.denies(caller, accesses.get())
                .map(denial -> new Answer(400, "AccessDeniedException", denial.message()));
    }

    /// SQS writes its actions in lower case and calls the error another name.
    private static Answer deniedBySqs(Denial denial) {
        String action = denial.access().action().toLowerCase(Locale.ROOT);
        return new Answer(403, "AccessDenied", denial.message(action, denial.access().resource()));
    }

    private static void send(Answer answer, Response response, Callback callback) throws Exception {
        ObjectNode body = JSON.createObjectNode();
        body.put("__type", "com.amazon.coral.service#" + answer.type());
        body.put("Message", answer.message());
        response.setStatus(answer.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.0");
        response.write(true, ByteBuffer.wrap(JSON.writeValueAsBytes(body)), callback);
    }

    private static Optional<String> header(Request request, String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /// A request whose body was read, for those who come after.
    private static final class Read extends Request.Wrapper {
        private final Content.Source body;

        Read(Request request, ByteBuffer body) {
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
