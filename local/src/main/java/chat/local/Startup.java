package chat.local;

import chat.local.data.Backend;
import chat.local.dev.Activity;
import chat.local.dev.RequestLog;
import chat.local.faults.FaultInjection;
import chat.local.faults.StackNames;
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
import chat.local.lambda.FunctionsEndpoint;
import chat.local.lambda.InvokeEndpoint;
import chat.local.lambda.ReservedConcurrency;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The start of a [LocalRuntime]: first the resources that another process may hold, then the
/// template, the functions and the endpoints.
final class Startup {
    private final Options options;
    private final RequestLog log;
    private final Closing parts;
    private final SystemTimers timers;
    private final Meter meter = new Meter();

    /// @param parts receives the parts as they start
    Startup(Options options, RequestLog log, Closing parts) {
        this.options = options;
        this.log = log;
        this.parts = parts;
        this.timers = parts.add(new SystemTimers());
    }

    /// The port and the data directory.
    private record Base(HttpServer server, Backend backend, RSAKey signingKey) {}

    /// The template, resolved for that port and data directory.
    private record Deployed(Assembly assembly, Endpoints endpoints, Stack stack, Iam iam) {}

    /// The functions and the parts that surround them.
    private record Running(Functions functions, Activity activity, FaultInjection injection) {}

    LocalRuntime run() throws IOException {
        Base base = open();
        Deployed deployed = deploy(base);
        Running running = run(base, deployed);
        serve(base, deployed, running);
        running.functions().warmUp();
        if (options.watch()) {
            watch(deployed, running.functions());
        }
        return new LocalRuntime(base.server().port(), deployed.stack(), deployed.iam(), parts);
    }

    private Base open() throws IOException {
        var server = parts.add(HttpServer.open(options.port()));
        var data = options.dataDirectory();
        if (data.isPresent()) {
            parts.add(DataDirectory.open(data.get()));
        }
        var key =
                data.isPresent()
                        ? SigningKey.keptIn(data.get(), timers.instant())
                        : SigningKey.fresh(timers.instant());
        return new Base(server, parts.add(Backend.start(data, meter::consumed)), key);
    }

    private Deployed deploy(Base base) {
        var uri = base.server().uri();
        var endpoints = new Endpoints(uri, uri, uri, uri);
        var assembly = Assembly.read(options.cdkOut()).withParameters(options.parameters());
        Stack stack = TemplateLoader.load(assembly, endpoints);
        TemplateLoader.unapplied(assembly).forEach(System.out::println);
        var iam = new Iam(stack);
        MappingPermissions.check(stack, iam);
        base.backend().create(stack);
        return new Deployed(assembly, endpoints, stack, iam);
    }

    private Running run(Base base, Deployed deployed) {
        var stack = deployed.stack();
        var functions =
                parts.add(
                        Functions.open(
                                options.lambda(), stack.functions(), timers, options.shared()));
        var reserved = new ReservedConcurrency(functions, stack.functions());
        var activity = new Activity(stack, log, timers);
        var injection =
                new FaultInjection(
                        activity.counting(meter.counting(reserved)),
                        deployed.iam(),
                        StackNames.of(stack));
        base.backend().enforce(deployed.iam(), injection.faults(), injection.points());
        return new Running(functions, activity, injection);
    }

    /// Serves the endpoints that functions call, then starts the mappings, which may call functions
    /// at once, then serves all endpoints.
    private void serve(Base base, Deployed deployed, Running running) {
        var injection = running.injection();
        var gateways = gateways(deployed, injection);
        var upgrade = new WebSocketUpgrade(gateways, base.server().sockets());
        List<Endpoint> aws = aws(base, deployed.stack(), gateways, injection);
        base.server().serve(aws, upgrade);
        var mapped = new MappedFunctions(injection.mapped(), running.activity().mappings());
        parts.add(EventSources.start(deployed.stack(), base.backend(), mapped, timers));
        var page = running.activity().page(new Activity.Sources(gateways, base.backend(), meter));
        var own = List.of(page, injection.endpoint(gateways), new MeterEndpoint(meter));
        var all = Stream.of(aws, own, web(base, deployed.stack())).flatMap(List::stream).toList();
        base.server().serve(all, upgrade);
    }

    private List<Gateway> gateways(Deployed deployed, FaultInjection injection) {
        var permissions =
                new StackPermissions(deployed.iam(), InvokePermissions.of(deployed.stack()));
        var dependencies =
                new Gateway.Dependencies(
                        injection.invoker(),
                        permissions,
                        injection.wire(),
                        meter,
                        log,
                        timers,
                        options.limits(),
                        new Account(options.limits(), timers));
        return deployed.stack().apis().stream()
                .map(api -> parts.add(new Gateway(api, dependencies)))
                .toList();
    }

    /// The AWS APIs, and AWS-like errors for all other calls of AWS clients.
    private static List<Endpoint> aws(
            Base base, Stack stack, List<Gateway> gateways, FaultInjection injection) {
        var all = new ArrayList<Endpoint>();
        all.add(base.backend().endpoint());
        gateways.forEach(gateway -> all.add(injection.management(gateway)));
        all.add(new InvokeEndpoint(injection.invoker(), stack.functions()));
        all.add(new FunctionsEndpoint(stack.functions()));
        all.add(new UnknownAwsCall());
        return all;
    }

    private List<Endpoint> web(Base base, Stack stack) {
        var server = base.server();
        var all = new ArrayList<Endpoint>();
        options.web().ifPresent(folder -> all.add(new WebFolder(folder, server.port())));
        all.add(new Pages());
        String audience = stack.userPoolClient().orElse("local");
        var issuer = new Issuer(server.uri(), audience, base.signingKey(), timers);
        all.add(new LocalOrigins(issuer));
        return all;
    }

    private void watch(Deployed deployed, Functions functions) {
        var what =
                new Started(options.cdkOut(), deployed.assembly(), deployed.endpoints(), functions);
        parts.add(new AssemblyWatch(what, deployed.stack(), timers, System.out::println)).start();
    }
}
