package chat.local.template;

import java.net.URI;

/// Where the local counterparts of AWS endpoints listen: the only values the loader replaces.
///
/// @param dynamoDb the DynamoDB endpoint
/// @param sqs the SQS endpoint; queue URLs lie below it
/// @param gateway what stands for `https://{api}.execute-api.{region}.{suffix}`, such as
///   `http://127.0.0.1:8080`
/// @param issuer what stands for `https://cognito-idp.{region}.{suffix}/{pool}`
public record Endpoints(URI dynamoDb, URI sqs, URI gateway, URI issuer) {}
