package chat.infra;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What CloudFormation calls to create, change and delete a resource of each type.
final class DeploymentNeeds {
    private static final String FUNCTION =
            "arn:aws:lambda:eu-west-1:123456789012:function:ServerlessChat-Ack-1A2B";
    private static final String API = "arn:aws:apigateway:eu-west-1::/apis/1a2b/routes";
    private static final String ROLE = "arn:aws:iam::123456789012:role/ServerlessChat-AckRole-1A2B";
    private static final String LINKED_ROLE =
            "arn:aws:iam::1:role/aws-service-role/ops.apigateway.amazonaws.com/1A2B";
    private static final String POOL =
            "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_1A2B";
    private static final String QUEUE =
            "arn:aws:sqs:eu-west-1:123456789012:ServerlessChat-Redelivery-1A2B.fifo";
    private static final String BUCKET = "arn:aws:s3:::serverlesschat-webhosti-bucket-1a2b";
    private static final String LOGS =
            "arn:aws:logs:eu-west-1:123456789012:log-group:ServerlessChat-AckLogs-1A2B";
    private static final String WEB = "arn:aws:cloudfront::123456789012:distribution/1A2B";

    /// What CloudFormation needs for a resource.
    ///
    /// @param actions the least that creating, changing and deleting takes
    record Use(String resource, List<String> actions) {
        Use(String resource, String... actions) {
            this(resource, Stream.of(actions).flatMap(some -> Stream.of(some.split(" "))).toList());
        }
    }

    private static final List<Use> INVOKED = List.of(new Use(FUNCTION, "lambda:InvokeFunction"));

    /// The needs of each resource type.
    static final Map<String, List<Use>> BY_TYPE =
            Map.ofEntries(
                    entry(
                            "AWS::ApiGateway::Account",
                            List.of(
                                    api("arn:aws:apigateway:eu-west-1::/account", "PATCH"),
                                    new Use(ROLE, "iam:PassRole"))),
                    entry("AWS::ApiGatewayV2::Api", created(API)),
                    entry("AWS::ApiGatewayV2::ApiMapping", created(domain("/apimappings"))),
                    entry("AWS::ApiGatewayV2::Authorizer", created(API)),
                    entry(
                            "AWS::ApiGatewayV2::DomainName",
                            List.of(
                                    api(domain(""), "POST", "PATCH", "DELETE", "GET"),
                                    new Use(LINKED_ROLE, "iam:CreateServiceLinkedRole"))),
                    entry("AWS::ApiGatewayV2::Integration", created(API)),
                    entry("AWS::ApiGatewayV2::IntegrationResponse", created(API)),
                    entry("AWS::ApiGatewayV2::Route", created(API)),
                    entry("AWS::ApiGatewayV2::RouteResponse", created(API)),
                    entry(
                            "AWS::ApiGatewayV2::Stage",
                            List.of(
                                    api(API, "POST", "PATCH", "DELETE", "GET"),
                                    new Use(
                                            "*",
                                            "logs:CreateLogDelivery "
                                                    + "logs:DeleteLogDelivery "
                                                    + "logs:DescribeLogGroups "
                                                    + "logs:DescribeResourcePolicies "
                                                    + "logs:GetLogDelivery logs:ListLogDeliveries "
                                                    + "logs:PutResourcePolicy "
                                                    + "logs:UpdateLogDelivery"))),
                    entry(
                            "AWS::CloudFormation::Stack",
                            List.of(
                                    new Use(
                                            "arn:aws:cloudformation:eu-west-1:123456789012:stack"
                                                    + "/ServerlessChat-WebHosting-1A2B/3C",
                                            "cloudformation:CreateStack "
                                                    + "cloudformation:UpdateStack "
                                                    + "cloudformation:DeleteStack "
                                                    + "cloudformation:DescribeStacks"),
                                    new Use(
                                            "arn:aws:s3:::cdk-hnb659fds-assets-1-eu-west-1/a.json",
                                            "s3:GetObject"))),
                    entry("AWS::CloudFront::Distribution", crud(WEB, "cloudfront", "Distribution")),
                    entry(
                            "AWS::CloudFront::OriginAccessControl",
                            crud("*", "cloudfront", "OriginAccessControl")),
                    entry(
                            "AWS::CloudFront::ResponseHeadersPolicy",
                            crud("*", "cloudfront", "ResponseHeadersPolicy")),
                    entry(
                            "AWS::CloudWatch::Alarm",
                            List.of(
                                    new Use(
                                            "arn:aws:cloudwatch:eu-west-1:123456789012:alarm"
                                                    + ":ServerlessChat-FunctionErrors-1A2B",
                                            "cloudwatch:PutMetricAlarm "
                                                    + "cloudwatch:DescribeAlarms "
                                                    + "cloudwatch:DeleteAlarms"))),
                    entry(
                            "AWS::CloudWatch::Dashboard",
                            List.of(
                                    new Use(
                                            "arn:aws:cloudwatch::1:dashboard/ServerlessChat-D-1A",
                                            "cloudwatch:PutDashboard"
                                                    + " cloudwatch:DeleteDashboards"))),
                    entry(
                            "AWS::Cognito::ManagedLoginBranding",
                            crud(POOL, "cognito-idp", "ManagedLoginBranding")),
                    entry(
                            "AWS::Cognito::UserPool",
                            List.of(
                                    new Use(
                                            POOL,
                                            "cognito-idp:CreateUserPool cognito-idp:UpdateUserPool"
                                                    + " cognito-idp:DeleteUserPool"
                                                    + " cognito-idp:SetUserPoolMfaConfig"))),
                    entry(
                            "AWS::Cognito::UserPoolClient",
                            crud(POOL, "cognito-idp", "UserPoolClient")),
                    entry(
                            "AWS::Cognito::UserPoolDomain",
                            List.of(
                                    new Use(
                                            POOL,
                                            "cognito-idp:CreateUserPoolDomain "
                                                    + "cognito-idp:DescribeUserPoolDomain "
                                                    + "cognito-idp:DeleteUserPoolDomain"))),
                    entry(
                            "AWS::DynamoDB::Table",
                            List.of(
                                    new Use(
                                            "arn:aws:dynamodb:eu-west-1:123456789012:table"
                                                    + "/ServerlessChat-Users-1A2B",
                                            "dynamodb:CreateTable dynamodb:UpdateTable "
                                                    + "dynamodb:DeleteTable dynamodb:DescribeTable "
                                                    + "dynamodb:DescribeContinuousBackups "
                                                    + "dynamodb:UpdateContinuousBackups "
                                                    + "dynamodb:UpdateTimeToLive "
                                                    + "dynamodb:TagResource"),
                                    new Use(
                                            "arn:aws:kms:eu-west-1:123456789012:key/1",
                                            "kms:CreateGrant",
                                            "kms:DescribeKey"))),
                    entry(
                            "AWS::IAM::Policy",
                            List.of(new Use(ROLE, "iam:PutRolePolicy", "iam:DeleteRolePolicy"))),
                    entry(
                            "AWS::IAM::Role",
                            List.of(
                                    new Use(
                                            ROLE,
                                            "iam:CreateRole iam:GetRole iam:PutRolePolicy "
                                                    + "iam:AttachRolePolicy iam:DetachRolePolicy "
                                                    + "iam:DeleteRole iam:TagRole"))),
                    entry(
                            "AWS::Lambda::Alias",
                            List.of(new Use(FUNCTION, "lambda:CreateAlias", "lambda:UpdateAlias"))),
                    entry(
                            "AWS::Lambda::EventSourceMapping",
                            crud("*", "lambda", "EventSourceMapping")),
                    entry(
                            "AWS::Lambda::Function",
                            List.of(
                                    new Use(
                                            FUNCTION,
                                            "lambda:CreateFunction "
                                                    + "lambda:UpdateFunctionCode "
                                                    + "lambda:PutFunctionConcurrency "
                                                    + "lambda:DeleteFunction"),
                                    new Use(ROLE, "iam:PassRole"))),
                    entry(
                            "AWS::Lambda::LayerVersion",
                            List.of(
                                    new Use(
                                            "arn:aws:lambda:eu-west-1:123456789012:layer:a:1",
                                            "lambda:PublishLayerVersion "
                                                    + "lambda:GetLayerVersion "
                                                    + "lambda:DeleteLayerVersion"))),
                    entry(
                            "AWS::Lambda::Permission",
                            List.of(new Use(FUNCTION, "lambda:AddPermission"))),
                    entry(
                            "AWS::Lambda::Version",
                            List.of(new Use(FUNCTION, "lambda:PublishVersion"))),
                    entry(
                            "AWS::Logs::LogGroup",
                            List.of(
                                    new Use(
                                            LOGS,
                                            "logs:CreateLogGroup logs:PutRetentionPolicy "
                                                    + "logs:TagResource logs:DeleteLogGroup"))),
                    entry(
                            "AWS::Logs::MetricFilter",
                            List.of(
                                    new Use(
                                            LOGS,
                                            "logs:PutMetricFilter",
                                            "logs:DeleteMetricFilter"))),
                    entry(
                            "AWS::S3::Bucket",
                            List.of(
                                    new Use(
                                            BUCKET,
                                            "s3:CreateBucket "
                                                    + "s3:PutBucketPublicAccessBlock "
                                                    + "s3:PutEncryptionConfiguration "
                                                    + "s3:PutBucketTagging s3:DeleteBucket"))),
                    entry(
                            "AWS::S3::BucketPolicy",
                            List.of(
                                    new Use(
                                            BUCKET,
                                            "s3:PutBucketPolicy",
                                            "s3:DeleteBucketPolicy"))),
                    entry(
                            "AWS::SQS::Queue",
                            List.of(
                                    new Use(
                                            QUEUE,
                                            "sqs:CreateQueue sqs:GetQueueAttributes "
                                                    + "sqs:TagQueue sqs:DeleteQueue"))),
                    entry(
                            "AWS::SQS::QueuePolicy",
                            List.of(new Use(QUEUE, "sqs:SetQueueAttributes"))),
                    entry("Custom::CDKBucketDeployment", INVOKED),
                    entry("Custom::S3AutoDeleteObjects", INVOKED));

    private DeploymentNeeds() {}

    private static Use api(String resource, String... methods) {
        return new Use(resource, Stream.of(methods).map(m -> "apigateway:" + m).toList());
    }

    private static List<Use> created(String resource) {
        return List.of(api(resource, "POST", "PATCH", "DELETE", "GET"));
    }

    private static String domain(String path) {
        return "arn:aws:apigateway:eu-west-1::/domainnames/chat-api.example.com" + path;
    }

    private static List<Use> crud(String resource, String service, String type) {
        return List.of(
                new Use(
                        resource,
                        Stream.of("Create", "Update", "Delete")
                                .map(verb -> service + ":" + verb + type)
                                .toList()));
    }
}
