package chat.local.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// The properties that CloudFormation knows, for the types that run locally. It refuses any other.
final class KnownProperties {
    private static final Map<String, Set<String>> BY_TYPE = read();

    private KnownProperties() {}

    /// @throws TemplateException if a resource has an unknown property
    static void check(Resource resource) {
        Set<String> known = BY_TYPE.get(resource.type());
        if (known == null) {
            return;
        }
        for (String property : resource.names("")) {
            if (!known.contains(property)) {
                throw resource.error(
                        property, "%s has no such property".formatted(resource.type()));
            }
        }
    }

    private static Map<String, Set<String>> read() {
        var byType = new HashMap<String, Set<String>>();
        try (InputStream in =
                Objects.requireNonNull(
                        KnownProperties.class.getResourceAsStream("properties.txt"))) {
            new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(
                            words ->
                                    byType.put(
                                            words[0],
                                            new TreeSet<>(
                                                    Arrays.asList(words)
                                                            .subList(1, words.length))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return byType;
    }
}
