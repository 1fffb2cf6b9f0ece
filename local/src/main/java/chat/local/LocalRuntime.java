package chat.local;

import chat.local.dev.Colours;
import chat.local.dev.RequestLog;
import chat.local.dev.RequestLog.Detail;
import chat.local.iam.Iam;
import chat.local.template.Stack;

import java.io.IOException;

/// A running stack: its WebSocket APIs, functions, tables, queues and mappings, with a development
/// issuer and a meter, all in this JVM and on one port of 127.0.0.1.
public final class LocalRuntime implements AutoCloseable {
    private final int port;
    private final Stack stack;
    private final Iam iam;
    private final Closing parts;

    /// @param parts stopped when the runtime is closed
    LocalRuntime(int port, Stack stack, Iam iam, Closing parts) {
        this.port = port;
        this.stack = stack;
        this.iam = iam;
        this.parts = parts;
    }

    /// Starts everything. When it returns, `/healthz` answers 200; functions may still be loading
    /// in the background.
    ///
    /// @throws IOException if the port cannot be bound or the data directory cannot be written
    /// @throws IllegalStateException if another process uses the data directory
    /// @throws chat.local.template.TemplateException if the template cannot be run
    public static LocalRuntime start(Options options) throws IOException {
        return start(options, RequestLog.on(System.out, new Colours(false), Detail.ALL));
    }

    /// Starts everything, with the given request log instead of one on standard output.
    ///
    /// @param log closed with the runtime, or if the start fails
    public static LocalRuntime start(Options options, RequestLog log) throws IOException {
        var parts = new Closing();
        parts.add(log);
        try {
            return new Startup(options, log, parts).run();
        } catch (IOException | RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    /// The port of the server.
    public int port() {
        return port;
    }

    /// The stack that was started.
    public Stack stack() {
        return stack;
    }

    /// The permissions of the stack's functions, and how often each was used.
    public Iam iam() {
        return iam;
    }

    /// Stops everything: closes clients with 1001 and discards tables in memory.
    @Override
    public void close() {
        parts.close();
    }
}
