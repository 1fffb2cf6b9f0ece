package chat.local.meter;

/// AWS's prices in US dollars: us-east-1, on demand, first tier, without the free tier.
///
/// Not included, because the local runtime does not measure them: connection minutes ($0.25 per
/// million), the duration of Lambda invocations ($0.0000133334 per GB-second on arm64), SQS
/// requests, storage, backups, logs, metrics, data transfer. Lambda reads streams free of charge.
final class Prices {
    /// A write request unit: up to 1 KB. $0.625 per million since November 2024. [DynamoDB
    /// pricing](https://aws.amazon.com/dynamodb/pricing/on-demand/)
    static final double WRITE_UNIT = 0.625e-6;

    /// A read request unit: up to 4 KB, strongly consistent. $0.125 per million.
    static final double READ_UNIT = 0.125e-6;

    /// A WebSocket message in either direction, per 32 KB rounded up. $1.00 per million up to 1
    /// billion. [API Gateway pricing](https://aws.amazon.com/api-gateway/pricing/)
    static final double MESSAGE = 1.00e-6;

    /// A Lambda request. $0.20 per million. [Lambda
    /// pricing](https://aws.amazon.com/lambda/pricing/)
    static final double INVOCATION = 0.20e-6;

    private Prices() {}
}
