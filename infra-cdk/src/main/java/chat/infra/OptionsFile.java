package chat.infra;

import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Map;

/// The file `options.json`: all options with their valid values, for `synth.mjs`, which checks the
/// context before anything is built. A test holds it to the options that [Settings] reads.
final class OptionsFile {
    private OptionsFile() {}

    /// The content of the file.
    static String of(Map<String, Option> options) {
        var file = new ObjectMapper().createObjectNode();
        options.forEach(
                (name, option) -> {
                    var rule = file.putObject(name);
                    rule.put("pattern", option.pattern().pattern());
                    if (option.isRegional()) {
                        rule.put("regional", true);
                    }
                    if (option.isNumber()) {
                        rule.put("least", option.least()).put("most", option.most());
                    }
                    rule.put("words", option.words());
                });
        return file.toPrettyString() + "\n";
    }
}
