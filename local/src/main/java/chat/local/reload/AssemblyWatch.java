package chat.local.reload;

import chat.local.gateway.Timers;
import chat.local.lambda.Functions;
import chat.local.template.Assembly;
import chat.local.template.Endpoints;
import chat.local.template.Function;
import chat.local.template.Stack;
import chat.local.template.TemplateDifference;
import chat.local.template.TemplateLoader;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Watches the cloud assembly and the code of its functions, and reloads functions whose code
/// changed.
///
/// Guarantees: files are read only after they have been unchanged for [#INTERVAL], and not while
/// files have only been deleted, because a build deletes before it writes. Each change is reported
/// with one line. If more than code differs from the started stack, nothing is reloaded. An
/// assembly that cannot be loaded changes nothing, and the next change is tried again.
public final class AssemblyWatch implements AutoCloseable {
    /// The interval at which the files are checked.
    static final Duration INTERVAL = Duration.ofMillis(250);

    private final Started started;
    private final Timers timers;
    private final Consumer<String> report;
    private Collection<Function> running;
    private CodeDigests digests;
    private FileStates seen;
    private FileStates before;
    private volatile boolean closed;

    /// The running parts.
    ///
    /// @param cdkOut the folder of the running assembly
    public record Started(
            Path cdkOut, Assembly assembly, Endpoints endpoints, Functions functions) {}

    /// Checks for the first time; [#start] schedules further checks.
    ///
    /// @param stack the running stack
    /// @param report receives one line per change
    public AssemblyWatch(Started started, Stack stack, Timers timers, Consumer<String> report) {
        this.started = started;
        this.timers = timers;
        this.report = report;
        running = stack.functions();
        digests = CodeDigests.of(running);
        seen = files();
        before = seen;
    }

    /// Starts watching.
    public void start() {
        if (!closed) {
            timers.after(INTERVAL, this::tick);
        }
    }

    /// Stops watching.
    @Override
    public void close() {
        closed = true;
    }

    private void tick() {
        check();
        start();
    }

    /// Checks once.
    synchronized void check() {
        var now = files();
        boolean quiet = now.equals(before);
        before = now;
        if (quiet && !now.isPartOf(seen)) {
            seen = now;
            examine();
        }
    }

    private void examine() {
        Instant begin = timers.instant();
        try {
            var assembly =
                    Assembly.read(started.cdkOut()).withParameters(started.assembly().parameters());
            var functions = TemplateLoader.load(assembly, started.endpoints()).functions();
            var different = TemplateDifference.between(started.assembly(), assembly);
            if (different.isEmpty()) {
                reload(functions, begin);
            } else {
                report.accept(
                        "not reloaded: restart to use what changed: "
                                + String.join(", ", different));
            }
        } catch (RuntimeException broken) { // Whatever the error, the current code keeps running.
            report.accept("not reloaded, waiting for the next change: " + oneLine(broken));
        }
    }

    private void reload(List<Function> functions, Instant begin) {
        var now = CodeDigests.of(functions);
        var changed = functions.stream().filter(f -> !now.agree(digests, f)).toList();
        running = functions;
        digests = now;
        if (!changed.isEmpty()) {
            started.functions().reload(changed);
            started.functions().warmUp();
            report.accept(
                    "reloaded: %s in %d ms"
                            .formatted(
                                    changed.stream()
                                            .map(Function::name)
                                            .collect(Collectors.joining(", ")),
                                    Duration.between(begin, timers.instant()).toMillis()));
        }
    }

    private static String oneLine(RuntimeException broken) {
        return String.valueOf(broken.getMessage()).replaceAll("\\s*\\R\\s*", " ");
    }

    private FileStates files() {
        var paths = running.stream().map(Function::code).collect(Collectors.toSet());
        paths.add(started.cdkOut());
        return FileStates.of(paths);
    }
}
