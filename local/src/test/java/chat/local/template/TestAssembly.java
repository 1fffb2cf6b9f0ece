package chat.local.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/// A hand-written cloud assembly in a temporary folder, which a test can modify.
public final class TestAssembly {
    /// Endpoints where nothing listens.
    public static final Endpoints ENDPOINTS =
            new Endpoints(
                    URI.create("http://127.0.0.1:8000"),
                    URI.create("http://127.0.0.1:9324"),
                    URI.create("http://127.0.0.1:8080"),
                    URI.create("http://127.0.0.1:8080/issuer"));

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;

    private TestAssembly(Path directory) {
        this.directory = directory;
    }

    /// Writes the assembly.
    public static TestAssembly in(Path directory) {
        for (String file : new String[] {"manifest", "Shop.assets", "Shop.template"}) {
            String name = file + ".json";
            try (InputStream in =
                    Objects.requireNonNull(
                            TestAssembly.class.getResourceAsStream("/assembly/" + name))) {
                Files.copy(in, directory.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        writeJar(directory.resolve("asset.0f1e.jar"));
        return new TestAssembly(directory);
    }

    /// An assembly that exists already.
    public static TestAssembly at(Path directory) {
        return new TestAssembly(directory);
    }

    static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /// Changes the resources of the template.
    public TestAssembly edit(Consumer<ObjectNode> change) {
        return editTemplate(template -> change.accept((ObjectNode) template.get("Resources")));
    }

    /// Changes the template.
    public TestAssembly editTemplate(Consumer<ObjectNode> change) {
        Path file = directory.resolve("Shop.template.json");
        try {
            ObjectNode template = (ObjectNode) JSON.readTree(file.toFile());
            change.accept(template);
            write(file, template.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /// Changes the properties of one resource.
    public TestAssembly edit(String resource, Consumer<ObjectNode> change) {
        return edit(
                resources -> change.accept((ObjectNode) resources.get(resource).get("Properties")));
    }

    /// Loads the stack with values of its parameters.
    public Stack load(Map<String, String> parameters) {
        var assembly = Assembly.read(directory).withParameters(parameters);
        return TemplateLoader.load(assembly, ENDPOINTS);
    }

    /// Loads the stack for endpoints where nothing listens.
    public Stack load() {
        return load(ENDPOINTS);
    }

    /// Loads the stack.
    public Stack load(Endpoints endpoints) {
        return TemplateLoader.load(directory, endpoints);
    }

    /// A jar with empty entries for the handlers' classes.
    private static void writeJar(Path file) {
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry("shop/WorkerHandler.class"));
            jar.putNextEntry(new JarEntry("shop/GuardHandler.class"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
