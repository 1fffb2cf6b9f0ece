package chat.local.template;

import java.net.URI;

/// The addresses of the local counterparts of AWS endpoints: the only values that the loader
/// replaces.
///
/// @param dynamoDb the DynamoDB endpoint
/// @param sqs the SQS endpoint, which is the base of queue URLs
/// @param gateway replaces `https://{api}.execute-api.{region}.{suffix}`, such as
///   `http://127.0.0.1:8080`
/// @param issuer replaces `https://cognito-idp.{region}.{suffix}/{pool}`
public record Endpoints(URI dynamoDb, URI sqs, URI gateway, URI issuer) {}
