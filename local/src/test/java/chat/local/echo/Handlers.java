package chat.local.echo;

import com.amazonaws.services.lambda.crac.Core;
import com.amazonaws.services.lambda.crac.Resource;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Handlers with one characteristic each.
public final class Handlers {
    private Handlers() {}

    /// Counts its instances in static state, which the functions of a jar share.
    public static final class Counting implements RequestHandler<String, Integer> {
        private static final AtomicInteger MADE = new AtomicInteger();

        /// Increments the count.
        public Counting() {
            MADE.incrementAndGet();
        }

        @Override
        public Integer handleRequest(String event, Context context) {
            return MADE.get();
        }
    }

    /// Has a constructor for its environment.
    public static final class Environment implements RequestHandler<String, Map<String, String>> {
        private final Map<String, String> environment;

        /// Used in process mode.
        public Environment() {
            this(System.getenv());
        }

        /// Stores the environment.
        public Environment(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        public Map<String, String> handleRequest(String name, Context context) {
            return environment;
        }
    }

    /// Returns the event's bytes twice.
    public static final class Streaming implements RequestStreamHandler {
        @Override
        public void handleRequest(InputStream event, OutputStream answer, Context context)
                throws IOException {
            byte[] bytes = event.readAllBytes();
            answer.write(bytes);
            answer.write(bytes);
        }
    }

    /// Reports each record of a stream as failed, by its sequence number and the `id` of its keys.
    public static final class Stream
            implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
        @Override
        public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
            return new StreamsEventResponse(
                    event.getRecords().stream()
                            .map(change -> failed(change.getDynamodb()))
                            .toList());
        }

        private static BatchItemFailure failed(StreamRecord record) {
            var id = Objects.requireNonNull(record.getKeys().get("id"));
            return new BatchItemFailure(record.getSequenceNumber() + id.getS());
        }
    }

    /// Returns what its context says about the invocation.
    public static final class ContextReading implements RequestHandler<String, List<Object>> {
        @Override
        public List<Object> handleRequest(String event, Context context) {
            context.getLogger().log("logged by a handler\n");
            return List.of(
                    context.getFunctionName(),
                    context.getAwsRequestId().length(),
                    context.getRemainingTimeInMillis(),
                    context.getMemoryLimitInMB());
        }
    }

    /// Always throws.
    public static final class Throwing implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String event, Context context) {
            throw new IllegalStateException("Unauthorized");
        }
    }

    /// Waits until it is interrupted, then writes the file that the event names. Without a file
    /// name, it first reports its process.
    public static final class Endless implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String file, Context context) {
            if (file.isEmpty()) {
                return Long.toString(ProcessHandle.current().pid());
            }
            try {
                new CountDownLatch(1).await();
                return "";
            } catch (InterruptedException timeout) {
                write(file);
                return "";
            }
        }

        private static void write(String file) {
            try {
                Files.writeString(Path.of(file), "interrupted", StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// Returns when the number of concurrent invocations reaches the first word of the event. Each
    /// invocation writes a file into the folder named by the second word.
    public static final class Concurrent implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String event, Context context) {
            String[] words = event.split(" ", 2);
            Path folder = Path.of(words[1]);
            write(folder.resolve(context.getAwsRequestId()));
            while (Objects.requireNonNull(folder.toFile().list()).length
                    < Integer.parseInt(words[0])) {
                LockSupport.parkNanos(1_000_000);
            }
            return "met";
        }

        private static void write(Path file) {
            try {
                Files.createFile(file);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// Waits until the file named by the event exists, then returns the content of `version` in its
    /// jar.
    public static final class Versioned implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String file, Context context) {
            while (!Files.exists(Path.of(file))) {
                LockSupport.parkNanos(1_000_000);
            }
            try (var version = Versioned.class.getResourceAsStream("/version")) {
                return new String(
                        Objects.requireNonNull(version).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /// Exits its JVM with the status in the event. Without a status, it reports its process.
    public static final class Exiting implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String status, Context context) {
            if (!status.isEmpty()) {
                Runtime.getRuntime().halt(Integer.parseInt(status));
            }
            return Long.toString(ProcessHandle.current().pid());
        }
    }

    /// Returns the options of its JVM, and writes the event to standard output and standard error.
    public static final class Machine implements RequestHandler<String, List<String>> {
        @Override
        public List<String> handleRequest(String event, Context context) {
            System.out.println("out " + event);
            System.err.println("err " + event);
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        }
    }

    /// Tries to load a class that the local runtime has and its jar lacks.
    public static final class ClassLoading implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String className, Context context) {
            try {
                return String.valueOf(Class.forName(className).getClassLoader().getName());
            } catch (ClassNotFoundException missing) {
                return "missing";
            }
        }
    }

    /// Returns the SnapStart hooks that ran before its first invocation.
    public static final class Restored implements RequestHandler<String, String>, Resource {
        private String past = "made";

        /// Registers the hooks.
        public Restored() {
            Core.getGlobalContext().register(this);
        }

        @Override
        public void beforeCheckpoint(
                com.amazonaws.services.lambda.crac.Context<? extends Resource> context) {
            past += ", frozen";
        }

        @Override
        public void afterRestore(
                com.amazonaws.services.lambda.crac.Context<? extends Resource> context) {
            past += ", restored";
        }

        @Override
        public String handleRequest(String event, Context context) {
            return past;
        }
    }

    /// A class that is not a handler.
    public static final class NotAHandler {
        /// Never used as a handler.
        public NotAHandler() {}
    }

    /// Has no suitable constructor.
    public static final class NoConstructor implements RequestHandler<String, String> {
        private final int more;

        /// @param more an argument that Lambda cannot provide
        public NoConstructor(int more) {
            this.more = more;
        }

        @Override
        public String handleRequest(String event, Context context) {
            return event + more;
        }
    }
}
