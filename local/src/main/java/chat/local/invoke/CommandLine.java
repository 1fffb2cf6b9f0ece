package chat.local.invoke;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A command's words and options. `--name value` and `--name=value` are equivalent.
///
/// @param options the values by name, such as `--port`
record CommandLine(List<String> words, Map<String, String> options) {
    private static final int PORT_MAX = 65535;

    /// @param known the names of the options
    /// @throws IllegalArgumentException if an option is unknown or has no value
    static CommandLine parse(List<String> all, Set<String> known) {
        var words = new ArrayList<String>();
        var options = new HashMap<String, String>();
        for (Iterator<String> rest = all.iterator(); rest.hasNext(); ) {
            String[] word = rest.next().split("=", 2);
            if (!word[0].startsWith("--")) {
                words.add(String.join("=", word));
                continue;
            }
            if (!known.contains(word[0])) {
                throw new IllegalArgumentException("unknown option: " + word[0]);
            }
            if (word.length == 1 && !rest.hasNext()) {
                throw new IllegalArgumentException(word[0] + " needs a value");
            }
            options.put(word[0], word.length == 2 ? word[1] : rest.next());
        }
        return new CommandLine(words, options);
    }

    /// The value of an option.
    String text(String name, String absent) {
        return options.getOrDefault(name, absent);
    }

    /// The port of the running system.
    ///
    /// @throws IllegalArgumentException if it is not a port
    int port() {
        String value = text("--port", "8080");
        if (!value.matches("[0-9]{1,5}")
                || Integer.parseInt(value) < 1
                || Integer.parseInt(value) > PORT_MAX) {
            throw new IllegalArgumentException(
                    "--port must be a number from 1 to " + PORT_MAX + ", not: " + value);
        }
        return Integer.parseInt(value);
    }
}
