package chat.local.template;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;

/// A resource type that a template may have. A type that is not in the table is an error.
///
/// @param isRead whether the runtime reads such resources; the stack runs without the others
/// @param hasReference whether the runtime knows the value of `Ref`
/// @param nameProperty the property with the resource's name; without it the logical id is the name
record ResourceType(boolean isRead, boolean hasReference, Optional<String> nameProperty) {
    private static final ResourceType READ = new ResourceType(true, true, Optional.empty());
    private static final ResourceType IGNORED = new ResourceType(false, false, Optional.empty());

    private static final Map<String, ResourceType> ALL =
            Map.ofEntries(
                    entry("AWS::ApiGateway::Account", IGNORED),
                    entry("AWS::ApiGatewayV2::Api", READ),
                    entry("AWS::ApiGatewayV2::ApiMapping", IGNORED),
                    entry("AWS::ApiGatewayV2::Authorizer", READ),
                    entry("AWS::ApiGatewayV2::Deployment", IGNORED),
                    entry("AWS::ApiGatewayV2::DomainName", IGNORED),
                    entry("AWS::ApiGatewayV2::Integration", READ),
                    entry("AWS::ApiGatewayV2::IntegrationResponse", READ),
                    entry("AWS::ApiGatewayV2::Model", READ),
                    entry("AWS::ApiGatewayV2::Route", READ),
                    entry("AWS::ApiGatewayV2::RouteResponse", READ),
                    entry("AWS::ApiGatewayV2::Stage", READ.namedBy("StageName")),
                    entry("AWS::Budgets::Budget", IGNORED),
                    entry("AWS::CDK::Metadata", IGNORED),
                    entry("AWS::CloudFormation::Stack", IGNORED),
                    entry("AWS::CloudWatch::Alarm", IGNORED),
                    entry("AWS::CloudWatch::CompositeAlarm", IGNORED),
                    entry("AWS::CloudWatch::Dashboard", IGNORED),
                    entry("AWS::Cognito::ManagedLoginBranding", IGNORED),
                    entry("AWS::Cognito::UserPool", IGNORED.referable()),
                    entry("AWS::Cognito::UserPoolClient", IGNORED.referable()),
                    entry("AWS::Cognito::UserPoolDomain", IGNORED),
                    entry("AWS::Cognito::UserPoolGroup", IGNORED),
                    entry("AWS::DynamoDB::GlobalTable", READ.namedBy("TableName")),
                    entry("AWS::DynamoDB::Table", READ.namedBy("TableName")),
                    entry("AWS::IAM::ManagedPolicy", READ.namedBy("ManagedPolicyName")),
                    entry("AWS::IAM::Policy", READ),
                    entry("AWS::IAM::Role", READ.namedBy("RoleName")),
                    entry("AWS::KMS::Alias", IGNORED),
                    entry("AWS::KMS::Key", IGNORED),
                    entry("AWS::Lambda::Alias", READ),
                    entry("AWS::Lambda::EventInvokeConfig", IGNORED),
                    entry("AWS::Lambda::EventSourceMapping", READ),
                    entry("AWS::Lambda::Function", READ.namedBy("FunctionName")),
                    entry("AWS::Lambda::Permission", READ),
                    entry("AWS::Lambda::Version", READ),
                    entry("AWS::Logs::LogGroup", IGNORED.referable().namedBy("LogGroupName")),
                    entry("AWS::Logs::MetricFilter", IGNORED),
                    entry("AWS::SNS::Subscription", IGNORED),
                    entry("AWS::SNS::Topic", IGNORED),
                    entry("AWS::SNS::TopicPolicy", IGNORED),
                    entry("AWS::SQS::Queue", READ.namedBy("QueueName")),
                    entry("AWS::SQS::QueuePolicy", IGNORED),
                    entry("AWS::SSM::Parameter", IGNORED));

    static Optional<ResourceType> of(String name) {
        return Optional.ofNullable(ALL.get(name));
    }

    private ResourceType namedBy(String property) {
        return new ResourceType(isRead, hasReference, Optional.of(property));
    }

    private ResourceType referable() {
        return new ResourceType(isRead, true, nameProperty);
    }
}
