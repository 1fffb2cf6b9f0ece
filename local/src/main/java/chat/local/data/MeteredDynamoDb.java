package chat.local.data;

import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// DynamoDB Local, metered: every request of the data plane asks for its consumed capacity, which
/// goes to the meter and to those callers that asked for it too.
///
/// Inherits, because DynamoDB Local's request handler is a class of thirty operations, of which
/// these ten are metered. PartiQL statements are not.
final class MeteredDynamoDb extends LocalDynamoDBRequestHandler {
    private static final ReturnConsumedCapacity INDEXES = ReturnConsumedCapacity.INDEXES;
    private static final ReturnValuesOnConditionCheckFailure OLD =
            ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private final CapacityMeter meter;

    /// @param dataDirectory keeps the tables, one set whoever calls; in memory without
    MeteredDynamoDb(Optional<Path> dataDirectory, CapacityMeter meter) {
        super(
                0,
                dataDirectory.isEmpty(),
                dataDirectory.map(Path::toString).orElse(null),
                true,
                false);
        this.meter = meter;
    }

    @Override
    public GetItemResponse getItem(String caller, String region, GetItemRequest request) {
        var response =
                super.getItem(
                        caller,
                        region,
                        request.toBuilder().returnConsumedCapacity(INDEXES).build());
        meter.read(caller, response.consumedCapacity());
        var seen =
                CapacityMeter.asked(request.returnConsumedCapacity(), response.consumedCapacity());
        return response.toBuilder().consumedCapacity(seen).build();
    }

    /// A query that finds nothing costs a minimal read; DynamoDB Local says nothing at all.
    @Override
    public QueryResponse query(String caller, String region, QueryRequest request) {
        var response =
                super.query(
                        caller,
                        region,
                        request.toBuilder().returnConsumedCapacity(INDEXES).build());
        double least = Boolean.TRUE.equals(request.consistentRead()) ? 1 : 0.5;
        var consumed = CapacityMeter.atLeast(least, response.consumedCapacity());
        meter.read(caller, consumed);
        var seen = CapacityMeter.asked(request.returnConsumedCapacity(), consumed);
        return response.toBuilder().consumedCapacity(seen).build();
    }

    @Override
    public ScanResponse scan(String caller, String region, ScanRequest request) {
        var response =
                super.scan(
                        caller,
                        region,
                        request.toBuilder().returnConsumedCapacity(INDEXES).build());
        meter.read(caller, response.consumedCapacity());
        var seen =
                CapacityMeter.asked(request.returnConsumedCapacity(), response.consumedCapacity());
        return response.toBuilder().consumedCapacity(seen).build();
    }

    @Override
    public BatchGetItemResponse batchGetItem(
            String caller, String region, BatchGetItemRequest request) {
        var response =
                super.batchGetItem(
                        caller,
                        region,
                        request.toBuilder().returnConsumedCapacity(INDEXES).build());
        var consumed = CapacityMeter.ofBatch(request, response.consumedCapacity());
        consumed.forEach(table -> meter.read(caller, table));
        var seen = CapacityMeter.asked(request.returnConsumedCapacity(), consumed);
        return response.toBuilder().consumedCapacity(seen).build();
    }

    @Override
    public TransactGetItemsResponse transactGetItems(
            String caller, String region, TransactGetItemsRequest request) {
        var response =
                super.transactGetItems(
                        caller,
                        region,
                        request.toBuilder().returnConsumedCapacity(INDEXES).build());
        response.consumedCapacity().forEach(table -> meter.read(caller, table));
        var seen =
                CapacityMeter.asked(request.returnConsumedCapacity(), response.consumedCapacity());
        return response.toBuilder().consumedCapacity(seen).build();
    }

    @Override
    public PutItemResponse putItem(String caller, String region, PutItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(INDEXES)
                        .returnValuesOnConditionCheckFailure(OLD)
                        .build();
        var condition =
                new FailedCondition(
                        caller, request.tableName(), request.returnValuesOnConditionCheckFailure());
        var response = meter.write(condition, () -> super.putItem(caller, region, metered));
        meter.written(caller, response.consumedCapacity());
        var seen =
                CapacityMeter.asked(request.returnConsumedCapacity(), response.consumedCapacity());
        return response.toBuilder().consumedCapacity(seen).build();
    }

    @Override
    public UpdateItemResponse updateItem(String caller, String region, UpdateItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(INDEXES)
                        .returnValuesOnConditionCheckFailure(OLD)
                        .build();
        var condition =
                new FailedCondition(
                        caller, request.tableName(), request.returnValuesOnConditionCheckFailure());
        var response = meter.write(condition, () -> super.updateItem(caller, region, metered));
        meter.written(caller, response.consumedCapacity());
        var seen =
                CapacityMeter.asked(request.returnConsumedCapacity(), response.consumedCapacity());
        return response.toBuilder().consumedCapacity(seen).build();
    }

    @Override
    public DeleteItemResponse deleteItem(String caller, String region, DeleteItemRequest request) {
        var metered =
                request.toBuilder()
                        .returnConsumedCapacity(INDEXES)
                        .returnValuesOnConditionCheckFailure(OLD)
                        .build();
        var condition =
                new FailedCondition(
                        caller, request.tableName(), request.returnValuesOnConditionCheckFailure());
        var response = meter.write(condition, () -> super.deleteItem(caller, region, metered));
        meter.written(caller, response.consumedCapacity());
        var seen =
                CapacityMeter.asked(request.returnConsumedCapacity(), response.consumedCapacity());
        return response.toBuilder().consumedCapacity(seen).build();
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(
            String caller, String region, BatchWriteItemRequest request) {
        var response =
                super.batchWriteItem(
                        caller,
                        region,
                        request.toBuilder().returnConsumedCapacity(INDEXES).build());
        response.consumedCapacity().forEach(table -> meter.written(caller, table));
        var seen =
                CapacityMeter.asked(request.returnConsumedCapacity(), response.consumedCapacity());
        return response.toBuilder().consumedCapacity(seen).build();
    }

    /// DynamoDB Local counts writes of equal cost in a transaction once; each costs two units at
    /// least, and exactly that below 1 KB and without indexes.
    @Override
    public TransactWriteItemsResponse transactWriteItems(
            String caller, String region, TransactWriteItemsRequest request) {
        var response =
                super.transactWriteItems(
                        caller,
                        region,
                        request.toBuilder().returnConsumedCapacity(INDEXES).build());
        var writes = new HashMap<String, Double>();
        request.transactItems().forEach(item -> writes.merge(table(item), 2.0, Double::sum));
        List<ConsumedCapacity> consumed =
                response.consumedCapacity().stream()
                        .map(c -> CapacityMeter.atLeast(writes.getOrDefault(c.tableName(), 0.0), c))
                        .filter(Objects::nonNull)
                        .toList();
        consumed.forEach(table -> meter.written(caller, table));
        var seen = CapacityMeter.asked(request.returnConsumedCapacity(), consumed);
        return response.toBuilder().consumedCapacity(seen).build();
    }

    private static String table(TransactWriteItem item) {
        if (item.put() != null) {
            return item.put().tableName();
        }
        if (item.update() != null) {
            return item.update().tableName();
        }
        return item.delete() != null
                ? item.delete().tableName()
                : item.conditionCheck().tableName();
    }
}
