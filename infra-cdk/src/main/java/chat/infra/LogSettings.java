package chat.infra;

import static java.util.Locale.ROOT;

import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.lambda.SystemLogLevel;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.LogGroupClass;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/// The choices about logs.
///
/// @param retention how long CloudWatch keeps them
/// @param isInfrequent whether they are of the class for infrequent access
/// @param systemLevel of the lines that Lambda itself writes
record LogSettings(RetentionDays retention, boolean isInfrequent, SystemLogLevel systemLevel) {
    /// Reads `logRetentionDays`, `logClass` and `systemLogLevel`.
    static LogSettings of(Context context) {
        return new LogSettings(
                context.retention("logRetentionDays", "30"),
                context.oneOf("logClass", "standard", "infrequent").equals("infrequent"),
                SystemLogLevel.valueOf(
                        context.oneOf("systemLogLevel", "info", "warn", "debug")
                                .toUpperCase(ROOT)));
    }

    /// Creates a log group, which is deleted with the stack.
    ///
    /// The class of an existing group cannot change. So groups of another class have another
    /// logical id, and CloudFormation creates them beside the old ones.
    LogGroup group(Construct scope, String id, String logicalId) {
        var group =
                LogGroup.Builder.create(scope, id)
                        .retention(retention)
                        .logGroupClass(
                                isInfrequent
                                        ? LogGroupClass.INFREQUENT_ACCESS
                                        : LogGroupClass.STANDARD)
                        .removalPolicy(RemovalPolicy.DESTROY)
                        .build();
        LogicalId.set(group, isInfrequent ? logicalId + "Infrequent" : logicalId);
        return group;
    }
}
