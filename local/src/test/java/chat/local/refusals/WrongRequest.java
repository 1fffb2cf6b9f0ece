package chat.local.refusals;

/// A request that AWS refuses.
///
/// @param what what is wrong with it
/// @param action the service and the action, such as `sqs:SendMessage`
/// @param body the body as JSON
record WrongRequest(String what, String action, String body) {}
