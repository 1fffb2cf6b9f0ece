package chat.local.invoke;

import chat.local.template.Assembly;
import chat.local.template.Endpoints;
import chat.local.template.Function;
import chat.local.template.TemplateLoader;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// The functions of the synthesized template, with the variables they need at a running `./chat
/// local`.
public record Deployment(List<Function> functions) {
    /// Reads the template.
    ///
    /// @param local the address of `./chat local`, as the functions reach it
    /// @throws chat.local.template.TemplateException if the template cannot be run
    public static Deployment read(Path cdkOut, URI local) {
        var endpoints = new Endpoints(local, local, local, local);
        return new Deployment(
                TemplateLoader.load(Assembly.read(cdkOut), endpoints).functions().stream()
                        .sorted((one, other) -> one.name().compareTo(other.name()))
                        .toList());
    }

    /// A function of the template.
    ///
    /// @throws IllegalArgumentException if there is no function with this name; the message lists
    ///   the names
    public Function function(String name) {
        return functions.stream()
                .filter(function -> function.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no function "
                                                + name
                                                + ", only "
                                                + functions.stream()
                                                        .map(Function::name)
                                                        .collect(Collectors.joining(", "))));
    }
}
