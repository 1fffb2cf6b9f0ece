package chat.local.data;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.dynamodb.services.exceptions.DynamoDBLocalServiceException;
import software.amazon.dynamodb.services.local.shared.access.LocalDBUtils;

/// What to do when the condition of a write fails: DynamoDB bills the existing item all the same,
/// and gives it to the caller only on request.
///
/// @param returnValues what the caller asked for
/// @see <a
///   href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">DynamoDB
///   read and write operations</a>
record FailedCondition(
        String caller,
        String tableName,
        @Nullable ReturnValuesOnConditionCheckFailure returnValues) {
    private static final int WRITE_UNIT_BYTES = 1024;

    static boolean isOne(DynamoDBLocalServiceException failure) {
        return failure.getErrorCode().equals("ConditionalCheckFailedException");
    }

    /// The write units of the existing item, at least one. Reading it adds nothing.
    static double writeUnits(DynamoDBLocalServiceException failure) {
        var item = failure.getItem();
        long bytes = item == null ? 0 : LocalDBUtils.getItemSizeBytes(item);
        return Math.max(1, (bytes + WRITE_UNIT_BYTES - 1) / WRITE_UNIT_BYTES);
    }

    /// The failure as the caller may see it.
    DynamoDBLocalServiceException seen(DynamoDBLocalServiceException failure) {
        if (returnValues == ReturnValuesOnConditionCheckFailure.ALL_OLD) {
            return failure;
        }
        return new DynamoDBLocalServiceException(
                failure.getMessage(),
                failure.getCancellationReasons(),
                null,
                failure.statusCode(),
                failure.getErrorCode());
    }
}
