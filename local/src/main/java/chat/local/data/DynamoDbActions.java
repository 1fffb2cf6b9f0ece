package chat.local.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeLimitsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeStreamRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteTransactionRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsRequest;
import software.amazon.awssdk.services.dynamodb.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.dynamodb.model.ListStreamsRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.shared.mapper.DynamoDbObjectMapper;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// The actions of DynamoDB and DynamoDB Streams that DynamoDB Local supports, with JSON requests
/// and responses.
record DynamoDbActions(DynamoDbClient tables, DynamoDbStreamsClient streams) {
    static final DynamoDbObjectMapper JSON = new DynamoDbObjectMapper();

    private static final Map<String, Action<DynamoDbClient, ?>> OF_TABLES = ofTables();
    private static final Map<String, Action<DynamoDbStreamsClient, ?>> OF_STREAMS = ofStreams();

    /// The client's method for a parsed request.
    private record Action<C, R>(Class<R> request, BiFunction<C, R, Object> run) {
        ObjectNode run(C client, ObjectNode body) throws JsonProcessingException {
            return JSON.valueToTree(run.apply(client, JSON.treeToValue(body, request)));
        }
    }

    /// Runs an action.
    ///
    /// @return empty if there is no such action
    /// @throws JsonProcessingException if the body is not a valid request
    /// @throws software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException if
    ///   DynamoDB rejects the request
    Optional<ObjectNode> run(StoreCall call) throws JsonProcessingException {
        return call.store() == Store.DYNAMO_DB_STREAMS
                ? run(OF_STREAMS.get(call.operation()), streams, call.body())
                : run(OF_TABLES.get(call.operation()), tables, call.body());
    }

    private static <C> Optional<ObjectNode> run(
            @Nullable Action<C, ?> action, C client, ObjectNode body)
            throws JsonProcessingException {
        return action == null ? Optional.empty() : Optional.of(action.run(client, body));
    }

    private static Map<String, Action<DynamoDbClient, ?>> ofTables() {
        var all = new TreeMap<String, Action<DynamoDbClient, ?>>();
        add(all, BatchExecuteStatementRequest.class, DynamoDbClient::batchExecuteStatement);
        add(all, BatchGetItemRequest.class, DynamoDbClient::batchGetItem);
        add(all, BatchWriteItemRequest.class, DynamoDbClient::batchWriteItem);
        add(all, CreateTableRequest.class, DynamoDbClient::createTable);
        add(all, DeleteItemRequest.class, DynamoDbClient::deleteItem);
        add(all, DeleteTableRequest.class, DynamoDbClient::deleteTable);
        add(all, DescribeLimitsRequest.class, DynamoDbClient::describeLimits);
        add(all, DescribeTableRequest.class, DynamoDbClient::describeTable);
        add(all, DescribeTimeToLiveRequest.class, DynamoDbClient::describeTimeToLive);
        add(all, ExecuteStatementRequest.class, DynamoDbClient::executeStatement);
        add(all, ExecuteTransactionRequest.class, DynamoDbClient::executeTransaction);
        add(all, GetItemRequest.class, DynamoDbClient::getItem);
        add(all, ListTablesRequest.class, DynamoDbClient::listTables);
        add(all, ListTagsOfResourceRequest.class, DynamoDbClient::listTagsOfResource);
        add(all, PutItemRequest.class, DynamoDbClient::putItem);
        add(all, QueryRequest.class, DynamoDbClient::query);
        add(all, ScanRequest.class, DynamoDbClient::scan);
        add(all, TagResourceRequest.class, DynamoDbClient::tagResource);
        add(all, TransactGetItemsRequest.class, DynamoDbClient::transactGetItems);
        add(all, TransactWriteItemsRequest.class, DynamoDbClient::transactWriteItems);
        add(all, UntagResourceRequest.class, DynamoDbClient::untagResource);
        add(all, UpdateItemRequest.class, DynamoDbClient::updateItem);
        add(all, UpdateTableRequest.class, DynamoDbClient::updateTable);
        add(all, UpdateTimeToLiveRequest.class, DynamoDbClient::updateTimeToLive);
        return all;
    }

    private static Map<String, Action<DynamoDbStreamsClient, ?>> ofStreams() {
        var all = new TreeMap<String, Action<DynamoDbStreamsClient, ?>>();
        add(all, DescribeStreamRequest.class, DynamoDbStreamsClient::describeStream);
        add(all, GetRecordsRequest.class, DynamoDbStreamsClient::getRecords);
        add(all, GetShardIteratorRequest.class, DynamoDbStreamsClient::getShardIterator);
        add(all, ListStreamsRequest.class, DynamoDbStreamsClient::listStreams);
        return all;
    }

    /// Adds an action. Its name is the name of the request's class without `Request` at the end.
    private static <C, R> void add(
            Map<String, Action<C, ?>> all, Class<R> request, BiFunction<C, R, Object> run) {
        String name = request.getSimpleName();
        all.put(name.substring(0, name.length() - "Request".length()), new Action<>(request, run));
    }
}
