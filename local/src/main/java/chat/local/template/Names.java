package chat.local.template;

import java.net.URI;
import java.util.regex.Pattern;

/// Assigns resources their physical names and ARNs, all in one made-up account and region.
final class Names {
    static final String URL_SUFFIX = "amazonaws.com";

    private static final int QUEUE_NAME_MAX = 80;
    private static final Pattern QUEUE_NAME = Pattern.compile("[A-Za-z0-9_-]+");

    private final URI sqs;

    Names(URI sqs) {
        this.sqs = sqs;
    }

    /// The physical name: that of the template, else the logical id.
    static String physicalName(Resource resource) {
        return switch (resource.type()) {
            case "AWS::SQS::Queue" -> queueName(resource);
            case "AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable" -> tableName(resource);
            case "AWS::Cognito::UserPool" -> Arns.REGION + "_" + resource.id();
            default ->
                    ResourceType.of(resource.type())
                            .flatMap(ResourceType::nameProperty)
                            .flatMap(resource::optionalText)
                            .orElse(resource.id());
        };
    }

    /// The value of `Ref`.
    ///
    /// @throws TemplateException if the runtime does not know the value
    String reference(Resource resource) {
        if (ResourceType.of(resource.type()).filter(ResourceType::hasReference).isEmpty()) {
            throw new TemplateException(
                    "Ref of %s (%s) has no local value".formatted(resource.id(), resource.type()));
        }
        return switch (resource.type()) {
            case "AWS::SQS::Queue" -> queueUrl(physicalName(resource));
            case "AWS::IAM::ManagedPolicy" -> managedPolicyArn(resource);
            case "AWS::Lambda::Version" -> Arns.function(resource.text("FunctionName")) + ":1";
            case "AWS::Lambda::Alias" ->
                    Arns.function(resource.text("FunctionName")) + ":" + resource.text("Name");
            default -> physicalName(resource);
        };
    }

    /// The value of `Fn::GetAtt`.
    String attribute(Resource resource, String attribute) {
        String name = physicalName(resource);
        return switch (resource.type() + "." + attribute) {
            case "AWS::Lambda::Function.Arn" -> Arns.function(name);
            case "AWS::Lambda::Version.Version" -> "1";
            case "AWS::Lambda::Version.FunctionArn", "AWS::Lambda::Alias.AliasArn" ->
                    reference(resource);
            case "AWS::DynamoDB::Table.Arn", "AWS::DynamoDB::GlobalTable.Arn" -> Arns.table(name);
            case "AWS::DynamoDB::Table.StreamArn", "AWS::DynamoDB::GlobalTable.StreamArn" ->
                    streamArn(resource, name);
            case "AWS::SQS::Queue.Arn" -> Arns.queue(name);
            case "AWS::SQS::Queue.QueueName" -> name;
            case "AWS::SQS::Queue.QueueUrl" -> queueUrl(name);
            case "AWS::ApiGatewayV2::Api.ApiId" -> name;
            case "AWS::ApiGatewayV2::Api.ApiEndpoint" ->
                    "wss://" + name + ".execute-api." + Arns.REGION + "." + URL_SUFFIX;
            case "AWS::Cognito::UserPool.ProviderURL" ->
                    "https://cognito-idp." + Arns.REGION + "." + URL_SUFFIX + "/" + name;
            case "AWS::Cognito::UserPool.UserPoolId", "AWS::Cognito::UserPoolClient.ClientId" ->
                    name;
            case "AWS::IAM::Role.Arn" -> roleArn(resource);
            case "AWS::Logs::LogGroup.Arn" -> Arns.of("logs", "log-group:" + name + ":*");
            default ->
                    throw new TemplateException(
                            "the attribute %s of %s (%s) has no local value"
                                    .formatted(attribute, resource.id(), resource.type()));
        };
    }

    String queueUrl(String queueName) {
        String base = sqs.toString();
        return (base.endsWith("/") ? base : base + "/") + Arns.ACCOUNT + "/" + queueName;
    }

    /// The ARN of a role.
    static String roleArn(Resource role) {
        return iamArn("role/" + physicalName(role));
    }

    /// The ARN of a managed policy of the template.
    static String managedPolicyArn(Resource policy) {
        return iamArn("policy/" + physicalName(policy));
    }

    /// IAM is global: its ARNs have no region.
    private static String iamArn(String resource) {
        return "arn:aws:iam::" + Arns.ACCOUNT + ":" + resource;
    }

    private static String streamArn(Resource resource, String tableName) {
        if (resource.find("StreamSpecification").isEmpty()) {
            throw new TemplateException("the table " + resource.id() + " has no stream");
        }
        return Arns.stream(tableName);
    }

    /// Table names have at least three characters. AWS adds the stack's name and a random suffix.
    private static String tableName(Resource resource) {
        String id = resource.id();
        return resource.optionalText("TableName").orElse(id.length() < 3 ? id + "-table" : id);
    }

    private static String queueName(Resource resource) {
        boolean fifo = resource.flag("FifoQueue");
        String name = resource.optionalText("QueueName").orElse(null);
        if (name == null) {
            return resource.id() + (fifo ? ".fifo" : "");
        }
        if (fifo != name.endsWith(".fifo")) {
            throw resource.error(
                    "QueueName", name + " must end in .fifo if and only if FifoQueue is true");
        }
        String stem = fifo ? name.substring(0, name.length() - ".fifo".length()) : name;
        if (name.length() > QUEUE_NAME_MAX || !QUEUE_NAME.matcher(stem).matches()) {
            throw resource.error("QueueName", name + " is not 1 to 80 letters, digits, - and _");
        }
        return name;
    }
}
