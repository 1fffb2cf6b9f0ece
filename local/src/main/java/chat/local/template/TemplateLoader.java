package chat.local.template;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads a stack from a synthesized CDK cloud assembly.
public final class TemplateLoader {
    private TemplateLoader() {}

    /// Loads the only stack with a WebSocket API.
    ///
    /// @param cdkOut the assembly's folder, with `manifest.json`
    /// @throws TemplateException if something is missing, unknown or contradictory; the message
    ///   names the resource and the property
    public static Stack load(Path cdkOut, Endpoints endpoints) {
        return load(Assembly.read(cdkOut), endpoints);
    }

    /// Loads the stack of an assembly.
    ///
    /// @throws TemplateException if something is missing, unknown or contradictory; the message
    ///   names the resource and the property
    public static Stack load(Assembly assembly, Endpoints endpoints) {
        var names = new Names(endpoints.sqs());
        var template = new Template(assembly, names);
        TemplateRules.check(assembly);
        template.resources().forEach(TemplateLoader::checkType);
        template.resources().forEach(KnownProperties::check);

        List<Table> tables = new TableReader(template).tables();
        List<Queue> queues = new QueueReader(template).queues();
        var environments = new Environments(template, endpoints);
        List<chat.local.template.Function> functions =
                new FunctionReader(template, assembly.assets(), environments).functions();
        var targets = Targets.of(template, functions);
        List<WebSocketApi> apis = new ApiReader(template, targets).apis();
        var sources =
                new Sources(byName(tables, Table::name), byName(queues, Queue::name), targets);
        List<EventSourceMapping> mappings = new MappingReader(template, sources).mappings();
        var access = new AccessReader(template, new RoleReader(template)).read();
        var clients = template.ofType("AWS::Cognito::UserPoolClient").stream();
        return new Stack(
                template.stackName(),
                apis,
                functions,
                tables,
                queues,
                mappings,
                access,
                clients.map(Names::physicalName).findFirst());
    }

    /// One line for each function with properties that have no effect here.
    public static List<String> unapplied(Assembly assembly) {
        return Unapplied.in(assembly);
    }

    /// Whether resources of a type run locally, or are needed by those that do.
    static boolean isRead(String type) {
        return ResourceType.of(type).filter(ResourceType::isRead).isPresent();
    }

    private static void checkType(Resource resource) {
        if (ResourceType.of(resource.type()).isEmpty()) {
            throw new TemplateException(
                    "Resource %s, property Type: %s cannot be run locally and is not known to be"
                                    .formatted(resource.id(), resource.type())
                            + " dispensable");
        }
    }

    private static <T> Map<String, T> byName(List<T> all, Function<T, String> name) {
        return all.stream().collect(Collectors.toMap(name, Function.identity()));
    }
}
