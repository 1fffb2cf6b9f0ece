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

/// Handlers that show one trait each.
public final class Handlers {
    private Handlers() {}

    /// Counts its instances, in static state that the jar's functions share.
    public static final class Counting implements RequestHandler<String, Integer> {
        private static final AtomicInteger MADE = new AtomicInteger();

        /// Counts.
        public Counting() {
            MADE.incrementAndGet();
        }

        @Override
        public Integer handleRequest(String event, Context context) {
            return MADE.get();
        }
    }

    /// Prefers its environment.
    public static final class Environment implements RequestHandler<String, Map<String, String>> {
        private final Map<String, String> environment;

        /// For a process of its own.
        public Environment() {
            this(System.getenv());
        }

        /// Keeps it.
        public Environment(Map<String, String> environment) {
            this.environment = environment;
        }

        @Override
        public Map<String, String> handleRequest(String name, Context context) {
            return environment;
        }
    }

    /// Repeats the event's bytes, twice.
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

    /// Tells what it knows of its invocation.
    public static final class Knowing implements RequestHandler<String, List<Object>> {
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

    /// Waits until it is interrupted, then writes the file that the event names; if it names none,
    /// tells its process.
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

    /// Returns once as many invocations as the event's first word says are under way at a time:
    /// each puts a file into the folder that the second word names.
    public static final class Meeting implements RequestHandler<String, String> {
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

    /// Waits until there is the file that the event names, then tells what its jar's `version`
    /// says.
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

    /// Ends its JVM with the status that the event names; if it names none, tells its process.
    public static final class Exiting implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String status, Context context) {
            if (!status.isEmpty()) {
                Runtime.getRuntime().halt(Integer.parseInt(status));
            }
            return Long.toString(ProcessHandle.current().pid());
        }
    }

    /// Tells the options its JVM was started with, and writes the event to both outputs.
    public static final class Machine implements RequestHandler<String, List<String>> {
        @Override
        public List<String> handleRequest(String event, Context context) {
            System.out.println("out " + event);
            System.err.println("err " + event);
            return ManagementFactory.getRuntimeMXBean().getInputArguments();
        }
    }

    /// Looks for a class that the local runtime has and its jar has not.
    public static final class Reaching implements RequestHandler<String, String> {
        @Override
        public String handleRequest(String className, Context context) {
            try {
                return String.valueOf(Class.forName(className).getClassLoader().getName());
            } catch (ClassNotFoundException missing) {
                return "missing";
            }
        }
    }

    /// Tells what became of it before its first invocation.
    public static final class Restored implements RequestHandler<String, String>, Resource {
        private String past = "made";

        /// Registers its hooks.
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

    /// No handler at all.
    public static final class Stranger {
        /// Made in vain.
        public Stranger() {}
    }

    /// Cannot be made without more.
    public static final class Demanding implements RequestHandler<String, String> {
        private final int more;

        /// @param more what Lambda does not have
        public Demanding(int more) {
            this.more = more;
        }

        @Override
        public String handleRequest(String event, Context context) {
            return event + more;
        }
    }
}
