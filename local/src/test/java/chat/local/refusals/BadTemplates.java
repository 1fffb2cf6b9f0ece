package chat.local.refusals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Consumer;

/// Changes of the sound template of the tests that CloudFormation, or the service, refuses.
final class BadTemplates {
    private BadTemplates() {}

    static List<BadTemplate> all() {
        return List.of(
                bad("A timeout of 901 s", t -> t.worker().put("Timeout", 901)),
                bad("A timeout of 0 s", t -> t.worker().put("Timeout", 0)),
                bad("127 MB of memory", t -> t.worker().put("MemorySize", 127)),
                bad(
                        "A negative reserved concurrency",
                        t -> t.worker().put("ReservedConcurrentExecutions", -1)),
                bad(
                        "A function name of 65 characters",
                        t -> t.worker().put("FunctionName", "f".repeat(65))),
                bad("A reserved variable", t -> t.variables().put("AWS_REGION", "eu-west-1")),
                bad("A variable whose name is one letter", t -> t.variables().put("X", "1")),
                bad(
                        "More than 4 KB of variables",
                        t -> t.variables().put("LARGE", "x".repeat(4096))),
                bad(
                        "A secret in a variable",
                        t -> t.variables().put("KEY", "{{resolve:secretsmanager:key}}")),
                bad(
                        "A value of the Parameter Store",
                        t -> t.variables().set("KEY", ref("BootstrapVersion"))),
                bad(
                        "An export of another stack",
                        t -> t.variables().set("KEY", function("Fn::ImportValue", "Other-Key"))),
                bad(
                        "Fn::Length without its transform",
                        t -> t.variables().set("KEY", function("Fn::Length", "x"))),
                bad(
                        "An unknown function",
                        t -> t.variables().set("KEY", function("Fn::Transform", "x"))),
                bad("An unknown property", t -> t.properties("Retries").put("Colour", "red")),
                bad("A misspelled property", t -> t.worker().put("TimeOut", 10)),
                bad("A delay of 901 s", t -> t.properties("Retries").put("DelaySeconds", 901)),
                bad(
                        "A retention of 59 s",
                        t -> t.properties("Retries").put("MessageRetentionPeriod", 59)),
                bad(
                        "A visibility timeout of 43,201 s",
                        t -> t.properties("Retries").put("VisibilityTimeout", 43_201)),
                bad(
                        "A wait of 21 s",
                        t -> t.properties("Retries").put("ReceiveMessageWaitTimeSeconds", 21)),
                bad(
                        "A message size of 1,023 bytes",
                        t -> t.properties("Retries").put("MaximumMessageSize", 1023)),
                bad(
                        "No receive before a dead letter",
                        t ->
                                t.properties("Retries")
                                        .withObject("/RedrivePolicy")
                                        .put("maxReceiveCount", 0)),
                bad(
                        "A queue name with a blank",
                        t -> t.properties("Retries").put("QueueName", "a b.fifo")),
                bad(
                        "A table name of two characters",
                        t -> t.properties("Orders").put("TableName", "ab")),
                bad(
                        "A stage name with a blank",
                        t -> t.properties("Stage").put("StageName", "my stage")),
                bad("A stage without deployment", t -> t.properties("Stage").remove("AutoDeploy")),
                bad("DependsOn on nothing", t -> t.resource("Worker").put("DependsOn", "Gone")),
                bad("DependsOn in a circle", t -> t.dependOnEachOther()),
                bad(
                        "A reference to nothing in a resource that does not run",
                        t -> t.properties("Web").set("Parameters", ref("Gone"))),
                bad(
                        "A logical id with a hyphen",
                        t -> t.add(r -> r.set("My-Table", resource(r, "Orders").deepCopy()))),
                bad(
                        "A batch of 10,001",
                        t -> t.properties("OrdersToWorker").put("BatchSize", 10_001)),
                bad(
                        "A type that does not run",
                        t -> t.add(r -> r.putObject("Disk").put("Type", "AWS::EFS::FileSystem"))),
                bad("A function without a role", t -> t.worker().remove("Role")));
    }

    private static BadTemplate bad(String what, Consumer<Resources> change) {
        return new BadTemplate(what, resources -> change.accept(new Resources(resources)));
    }

    private static ObjectNode ref(String name) {
        return function("Ref", name);
    }

    private static ObjectNode function(String name, String argument) {
        return JsonNodeFactory.instance.objectNode().put(name, argument);
    }

    private static ObjectNode resource(ObjectNode resources, String id) {
        return (ObjectNode) resources.get(id);
    }

    /// The resources of a template.
    private record Resources(ObjectNode all) {
        ObjectNode resource(String id) {
            return BadTemplates.resource(all, id);
        }

        ObjectNode properties(String id) {
            return resource(id).withObject("/Properties");
        }

        ObjectNode worker() {
            return properties("Worker");
        }

        ObjectNode variables() {
            return worker().withObject("/Environment/Variables");
        }

        void add(Consumer<ObjectNode> change) {
            change.accept(all);
        }

        void dependOnEachOther() {
            resource("Orders").put("DependsOn", "Retries");
            resource("Retries").put("DependsOn", "Orders");
        }
    }
}
