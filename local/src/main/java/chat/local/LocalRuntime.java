package chat.local;

import chat.local.data.Backend;
import chat.local.dev.Activity;
import chat.local.dev.Colours;
import chat.local.dev.RequestLog;
import chat.local.dev.RequestLog.Detail;
import chat.local.faults.FaultInjection;
import chat.local.files.DataDirectory;
import chat.local.gateway.Account;
import chat.local.gateway.Gateway;
import chat.local.gateway.SystemTimers;
import chat.local.gateway.WebSocketUpgrade;
import chat.local.http.Endpoint;
import chat.local.http.HttpServer;
import chat.local.iam.Iam;
import chat.local.iam.InvokePermissions;
import chat.local.iam.MappingPermissions;
import chat.local.issuer.Issuer;
import chat.local.issuer.SigningKey;
import chat.local.lambda.Functions;
import chat.local.lambda.InvokeEndpoint;
import chat.local.mapping.EventSources;
import chat.local.mapping.MappedFunctions;
import chat.local.meter.Meter;
import chat.local.meter.MeterEndpoint;
import chat.local.reload.AssemblyWatch;
import chat.local.reload.AssemblyWatch.Started;
import chat.local.template.Assembly;
import chat.local.template.Endpoints;
import chat.local.template.Stack;
import chat.local.template.TemplateLoader;

import com.nimbusds.jose.jwk.RSAKey;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A running stack: its WebSocket APIs, functions, tables, queues and mappings, with a development
/// issuer and a meter, all in this JVM and on 127.0.0.1.
public final class LocalRuntime implements AutoCloseable {
    /// The variable of the application that names the audience its authorizer wants.
    private static final String AUDIENCE_VARIABLE = "TOKEN_AUDIENCE";

    private final HttpServer server;
    private final Closing parts;
    private final Stack stack;
    private final Iam iam;

    private LocalRuntime(HttpServer server, Closing parts, Stack stack, Iam iam) {
        this.server = server;
        this.parts = parts;
        this.stack = stack;
        this.iam = iam;
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

    /// Likewise, with another request log than a plain one on standard output.
    ///
    /// @param log is closed with the runtime, and if it does not start
    public static LocalRuntime start(Options options, RequestLog log) throws IOException {
        var parts = new Closing();
        parts.add(log);
        try {
            return start(options, log, parts);
        } catch (IOException | RuntimeException failure) {
            parts.close();
            throw failure;
        }
    }

    private static LocalRuntime start(Options options, RequestLog log, Closing parts)
            throws IOException {
        var timers = parts.add(new SystemTimers());
        var server = parts.add(HttpServer.open(options.port())); // First: it may be taken.
        if (options.dataDirectory().isPresent()) {
            parts.add(DataDirectory.open(options.dataDirectory().get()));
        }
        RSAKey key = signingKey(options, timers);
        var meter = new Meter();
        var backend = parts.add(Backend.start(options.dataDirectory(), meter::consumed));
        var endpoints = endpoints(backend, server.uri());
        var assembly = Assembly.read(options.cdkOut());
        Stack stack = TemplateLoader.load(assembly, endpoints);
        var iam = new Iam(stack);
        MappingPermissions.check(stack, iam);
        backend.create(stack);
        var functions = parts.add(Functions.open(options.lambda(), stack.functions(), timers));
        var activity = new Activity(stack, log, timers);
        var injection = new FaultInjection(activity.counting(meter.counting(functions)), iam);
        backend.enforce(iam, injection.faults(), injection.points());
        var surroundings =
                new Gateway.Surroundings(
                        injection.invoker(),
                        new StackPermissions(iam, InvokePermissions.of(stack)),
                        injection.wire(),
                        meter,
                        log,
                        timers,
                        options.limits(),
                        new Account(options.limits(), timers));
        var gateways = gateways(stack, surroundings, parts);
        var management = gateways.stream().map(injection::management).toList();
        var upgrade = new WebSocketUpgrade(gateways, server.sockets());
        server.serve(management, upgrade); // What streams and queues kept is delivered at once.
        var mapped = new MappedFunctions(injection.mapped(), activity.mappings());
        parts.add(EventSources.start(stack, backend, mapped, timers));
        var own =
                Stream.of(
                        new Pages(),
                        new Issuer(server.uri(), audience(stack), key, timers),
                        new MeterEndpoint(meter),
                        new InvokeEndpoint(injection.invoker()),
                        activity.page(new Activity.Sources(gateways, backend, meter)),
                        injection.endpoint(gateways));
        var web = options.web().map(folder -> new WebFolder(folder, server.port()));
        var all = Stream.of(management.stream(), web.stream(), own).<Endpoint>flatMap(each -> each);
        server.serve(all.toList(), upgrade);
        functions.warmUp();
        if (options.watch()) {
            var what = new Started(options.cdkOut(), assembly, endpoints, functions);
            parts.add(new AssemblyWatch(what, stack, timers, System.out::println)).start();
        }
        return new LocalRuntime(server, parts, stack, iam);
    }

    private static List<Gateway> gateways(
            Stack stack, Gateway.Surroundings surroundings, Closing parts) {
        return stack.apis().stream().map(api -> parts.add(new Gateway(api, surroundings))).toList();
    }

    /// The port it listens on.
    public int port() {
        return server.port();
    }

    /// What was started.
    public Stack stack() {
        return stack;
    }

    /// What its functions may do, and what they did.
    public Iam iam() {
        return iam;
    }

    /// Stops everything: clients are closed with 1001, tables in memory are gone.
    @Override
    public void close() {
        parts.close();
    }

    private static Endpoints endpoints(Backend backend, URI uri) {
        return new Endpoints(backend.dynamoDbUrl(), backend.sqsUrl(), uri, uri);
    }

    private static RSAKey signingKey(Options options, SystemTimers timers) throws IOException {
        return options.dataDirectory().isPresent()
                ? SigningKey.keptIn(options.dataDirectory().get(), timers.instant())
                : SigningKey.fresh(timers.instant());
    }

    private static String audience(Stack stack) {
        return stack.functions().stream()
                .flatMap(f -> Optional.ofNullable(f.environment().get(AUDIENCE_VARIABLE)).stream())
                .findFirst()
                .orElse("local");
    }
}
