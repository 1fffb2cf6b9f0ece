package chat.local.data;

import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamResponse;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.server.DynamoDBRequestHandler;

/// The streams of the tables, read in this JVM without HTTP: the three calls that reading takes.
record Streams(DynamoDBRequestHandler dynamoDb) implements DynamoDbStreamsClient {
    private static final String CALLER = "local";
    private static final String REGION = "us-east-1";

    @Override
    public DescribeStreamResponse describeStream(DescribeStreamRequest request) {
        return dynamoDb.describeStream(CALLER, REGION, request);
    }

    @Override
    public GetShardIteratorResponse getShardIterator(GetShardIteratorRequest request) {
        return dynamoDb.getShardIterator(CALLER, REGION, request);
    }

    @Override
    public GetRecordsResponse getRecords(GetRecordsRequest request) {
        return dynamoDb.getRecords(CALLER, REGION, request);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}
}
