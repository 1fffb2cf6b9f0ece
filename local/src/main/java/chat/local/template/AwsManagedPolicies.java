package chat.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The statements of AWS's own policies for Lambda roles, which no template contains.
///
/// @see <a
///   href="https://docs.aws.amazon.com/lambda/latest/dg/permissions-managed-policies.html">AWS
///   managed policies for AWS Lambda</a>
final class AwsManagedPolicies {
    private static final String PREFIX = "arn:aws:iam::aws:policy/";
    private static final List<String> LOGS =
            List.of("logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents");

    private static final Map<String, List<List<String>>> ACTIONS =
            Map.of(
                    "service-role/AWSLambdaBasicExecutionRole",
                    List.of(LOGS),
                    "service-role/AWSLambdaDynamoDBExecutionRole",
                    List.of(
                            List.of(
                                    "dynamodb:DescribeStream",
                                    "dynamodb:GetRecords",
                                    "dynamodb:GetShardIterator",
                                    "dynamodb:ListStreams"),
                            LOGS),
                    "service-role/AWSLambdaSQSQueueExecutionRole",
                    List.of(
                            List.of(
                                    "sqs:ReceiveMessage",
                                    "sqs:DeleteMessage",
                                    "sqs:GetQueueAttributes"),
                            LOGS),
                    "AWSXRayDaemonWriteAccess",
                    List.of(List.of("xray:*")));

    private AwsManagedPolicies() {}

    /// The statements of a policy; empty if it is unknown.
    static Optional<List<Statement>> statements(String arn) {
        String name = arn.startsWith(PREFIX) ? arn.substring(PREFIX.length()) : "";
        return Optional.ofNullable(ACTIONS.get(name))
                .map(all -> all.stream().map(actions -> allow(actions, arn)).toList());
    }

    private static Statement allow(List<String> actions, String arn) {
        return new Statement(Statement.Effect.ALLOW, actions, List.of("*"), arn);
    }
}
