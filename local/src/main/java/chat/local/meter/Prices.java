package chat.local.meter;

/// What AWS charges, in US dollars, us-east-1, on-demand, first tier, without the free tier.
///
/// Left out, because nothing local measures them: connection minutes ($0.25 a million), the
/// duration of Lambda invocations ($0.0000133334 a GB-second on arm64), SQS requests, storage,
/// backups, logs, metrics, data transfer. Reading a stream from Lambda is free.
final class Prices {
    /// A write request unit: up to 1 KB. $0.625 a million since November 2024. [DynamoDB
    /// pricing](https://aws.amazon.com/dynamodb/pricing/on-demand/)
    static final double WRITE_UNIT = 0.625e-6;

    /// A read request unit: up to 4 KB, strongly consistent. $0.125 a million.
    static final double READ_UNIT = 0.125e-6;

    /// A WebSocket message, per started 32 KB, either direction. $1.00 a million up to 1 billion.
    /// [API Gateway pricing](https://aws.amazon.com/api-gateway/pricing/)
    static final double MESSAGE = 1.00e-6;

    /// A Lambda request. $0.20 a million. [Lambda pricing](https://aws.amazon.com/lambda/pricing/)
    static final double INVOCATION = 0.20e-6;

    private Prices() {}
}
