package chat.local.reload;

import static org.assertj.core.api.Assertions.assertThat;

import chat.local.echo.EchoAssembly;
import chat.local.echo.EchoJar;
import chat.local.gateway.Timers;
import chat.local.lambda.Functions;
import chat.local.lambda.InvocationResult;
import chat.local.template.Assembly;
import chat.local.template.Function;
import chat.local.template.TemplateLoader;
import chat.local.template.TestAssembly;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

class AssemblyWatchTest implements Functions, Timers {
    private static final String ALL = "reloaded: Authorizer, Accept, Message in 0 ms";

    @TempDir private Path cdkOut;
    private final List<String> reported = new ArrayList<>();
    private final List<Path> reloaded = new ArrayList<>();
    private final Deque<Runnable> timers = new ArrayDeque<>();
    private int warmedUp;
    private AssemblyWatch watch;

    @BeforeEach
    void start() throws IOException {
        EchoAssembly.write(cdkOut);
        var assembly = Assembly.read(cdkOut);
        var stack = TemplateLoader.load(assembly, TestAssembly.ENDPOINTS);
        watch =
                new AssemblyWatch(
                        new AssemblyWatch.Started(cdkOut, assembly, TestAssembly.ENDPOINTS, this),
                        stack,
                        this,
                        reported::add);
    }

    @Test
    void anOverwrittenJarIsReloadedOnceItIsStable() throws IOException {
        EchoJar.write(jar("e0"), "2");

        watch.check();
        assertThat(reported).isEmpty();
        watch.check();

        assertThat(reported).containsExactly(ALL);
        assertThat(reloaded).containsOnly(jar("e0")).hasSize(3);
        assertThat(warmedUp).isOne();
        checkTwice();
        assertThat(reported).hasSize(1);
    }

    @Test
    void aBuildThatReplacesTheJarByOneOfAnotherNameIsReloaded() throws IOException {
        Files.delete(jar("e0"));
        checkTwice();
        assertThat(reported).as("while the build is at work").isEmpty();

        EchoJar.write(jar("e1"), "2");
        edit("Echo.assets.json", "e0", "e1");
        edit("Echo.template.json", "e0.jar", "e1.jar");
        checkTwice();

        assertThat(reported).containsExactly(ALL);
        assertThat(reloaded).containsOnly(jar("e1"));
    }

    @Test
    void aRewrittenJarWithTheSameContentIsNotReloaded() throws IOException {
        byte[] same = Files.readAllBytes(jar("e0"));
        Files.delete(jar("e0"));
        Files.write(jar("e0"), same);
        edit("Echo.template.json", "\"Name\"", " \"Name\"");

        checkTwice();

        assertThat(reported).isEmpty();
        assertThat(reloaded).isEmpty();
    }

    @Test
    void anyOtherChangeIsReportedWithItsResourcesAndNothingIsReloaded() throws IOException {
        EchoJar.write(jar("e0"), "2");
        edit("Echo.template.json", "\"hello\"", "\"good morning\"");
        edit("Echo.template.json", "\"id\"", "\"noteId\"");

        checkTwice();

        assertThat(reported)
                .containsExactly(
                        "not reloaded: restart to use what changed:"
                                + " AWS::Lambda::Function Message, AWS::DynamoDB::Table Notes");
        assertThat(reloaded).isEmpty();

        edit("Echo.template.json", "\"good morning\"", "\"hello\"");
        edit("Echo.template.json", "\"noteId\"", "\"id\"");
        checkTwice();

        assertThat(reported).hasSize(2).last().isEqualTo(ALL);
    }

    @Test
    void aHalfWrittenAssemblyIsReportedAndTheNextChangeIsTriedAgain() throws IOException {
        Path template = cdkOut.resolve("Echo.template.json");
        String whole = Files.readString(template);
        EchoJar.write(jar("e0"), "2");
        Files.writeString(template, whole.substring(0, 100));

        checkTwice();

        assertThat(reported)
                .singleElement()
                .asString()
                .matches("not reloaded, waiting for the next change: .*Echo.template.json is.*");
        assertThat(reloaded).isEmpty();

        Files.writeString(template, whole);
        checkTwice();

        assertThat(reported).hasSize(2).last().isEqualTo(ALL);
    }

    @Test
    void itChecksRepeatedlyUntilItIsClosed() throws IOException {
        watch.start();
        timers.remove().run();
        EchoJar.write(jar("e0"), "2");
        timers.remove().run();
        timers.remove().run();
        assertThat(reported).containsExactly(ALL);

        watch.close();
        timers.remove().run();

        assertThat(timers).isEmpty();
    }

    private Path jar(String key) {
        return cdkOut.resolve("asset." + key + ".jar");
    }

    private void edit(String file, String from, String to) throws IOException {
        Path path = cdkOut.resolve(file);
        String before = Files.readString(path);
        assertThat(before).contains(from);
        Files.writeString(path, before.replace(from, to));
    }

    private void checkTwice() {
        watch.check();
        watch.check();
    }

    @Override
    public void reload(Collection<Function> changed) {
        changed.forEach(function -> reloaded.add(function.code()));
    }

    @Override
    public void warmUp() {
        warmedUp++;
    }

    @Override
    public InvocationResult invoke(String functionName, String event) {
        throw new AssertionError("a watch invokes no function");
    }

    @Override
    public void close() {
        throw new AssertionError("a watch does not close the functions");
    }

    @Override
    public Instant instant() {
        return Instant.EPOCH;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        assertThat(delay).isEqualTo(AssemblyWatch.INTERVAL);
        timers.add(task);
    }
}
