package chat.local.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The properties of functions that change their behaviour on AWS, and have no effect here.
final class Unapplied {
    private static final Map<String, String> PROPERTIES =
            Map.of(
                    "VpcConfig", "its VPC",
                    "Layers", "its layers",
                    "FileSystemConfigs", "its file systems",
                    "DeadLetterConfig", "its dead-letter target",
                    "EphemeralStorage", "the size of its /tmp");

    private Unapplied() {}

    /// One line for each function with such properties.
    static List<String> in(Assembly assembly) {
        var lines = new ArrayList<String>();
        for (var resource : assembly.template().path("Resources").properties()) {
            if (resource.getValue().path("Type").asText().equals("AWS::Lambda::Function")) {
                List<String> found =
                        PROPERTIES.entrySet().stream()
                                .filter(
                                        p ->
                                                !resource.getValue()
                                                        .at("/Properties/" + p.getKey())
                                                        .isEmpty())
                                .map(Map.Entry::getValue)
                                .sorted()
                                .toList();
                if (!found.isEmpty()) {
                    lines.add(
                            "function %s runs without %s"
                                    .formatted(resource.getKey(), String.join(", ", found)));
                }
            }
        }
        return lines;
    }
}
