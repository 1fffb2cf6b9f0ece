package chat.local.iam;

import chat.local.template.Arns;
import chat.local.template.EventSourceMapping;
import chat.local.template.EventSourceMapping.QueueSource;
import chat.local.template.EventSourceMapping.TableStream;
import chat.local.template.Function;
import chat.local.template.Stack;
import chat.local.template.TemplateException;

import java.util.ArrayList;
import java.util.List;

/// The permissions that Lambda needs, with a function's role, to read its event sources. AWS
/// refuses to create a mapping if the role lacks them.
///
/// @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html">Streams</a>, <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html">queues</a>
public final class MappingPermissions {
    private MappingPermissions() {}

    /// Checks every mapping of a stack.
    ///
    /// @throws TemplateException if a role lacks a permission; names mapping, role and statement
    public static void check(Stack stack, Iam iam) {
        for (EventSourceMapping mapping : stack.mappings()) {
            Function function =
                    stack.functions().stream()
                            .filter(candidate -> candidate.name().equals(mapping.functionName()))
                            .findFirst()
                            .orElseThrow();
            iam.denies(function, needed(mapping))
                    .ifPresent(
                            denial -> {
                                throw new TemplateException(
                                        "Resource %s, property FunctionName: Lambda could not create the mapping. %s"
                                                .formatted(mapping.id(), denial.remedy()));
                            });
        }
    }

    private static List<Permission> needed(EventSourceMapping mapping) {
        var needed = new ArrayList<Permission>();
        switch (mapping.source()) {
            case TableStream(String table, _) -> {
                String stream = Arns.stream(table);
                needed.add(new Permission("dynamodb:DescribeStream", stream));
                needed.add(new Permission("dynamodb:GetRecords", stream));
                needed.add(new Permission("dynamodb:GetShardIterator", stream));
                needed.add(new Permission("dynamodb:ListStreams", stream));
            }
            case QueueSource(String queue, _) -> {
                String arn = Arns.queue(queue);
                needed.add(new Permission("sqs:ReceiveMessage", arn));
                needed.add(new Permission("sqs:DeleteMessage", arn));
                needed.add(new Permission("sqs:GetQueueAttributes", arn));
            }
        }
        mapping.onFailureQueueName()
                .ifPresent(name -> needed.add(new Permission("sqs:SendMessage", Arns.queue(name))));
        return needed;
    }
}
