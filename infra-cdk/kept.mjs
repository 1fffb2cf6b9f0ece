// What a stack left behind: tables and user pool are kept when it is destroyed, or when its first
// deployment failed. Needs the AWS CLI. See docs/operations.md, "What is kept".
//
//   node kept.mjs list              what is kept
//   node kept.mjs import            writes kept.json, with which `cdk import` takes it back
//   node kept.mjs delete            deletes what is empty; --with-data also deletes what is not
//
//   --stack NAME  the name of the stack, or the ARN of an earlier one (default ServerlessChat)

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const ENDED = ["DELETE_COMPLETE", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED"];

/** How to look into a kept resource, and to delete it. */
const TYPES = {
  "AWS::DynamoDB::Table": {
    key: "TableName",
    isEmpty: (name) =>
      aws("dynamodb", "scan", "--table-name", name, "--select", "COUNT", "--max-items", "1")
        .Count === 0,
    remove(name) {
      aws("dynamodb", "update-table", "--table-name", name, "--no-deletion-protection-enabled");
      aws("dynamodb", "delete-table", "--table-name", name);
    },
  },
  "AWS::Cognito::UserPool": {
    key: "UserPoolId",
    isEmpty: (id) =>
      aws("cognito-idp", "list-users", "--user-pool-id", id, "--limit", "1").Users.length === 0,
    remove(id) {
      const pool = ["--user-pool-id", id];
      aws("cognito-idp", "update-user-pool", ...pool, "--deletion-protection", "INACTIVE");
      aws("cognito-idp", "delete-user-pool", ...pool);
    },
  },
};

const COMMANDS = { list, import: importFile, delete: remove };

main();

function main() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        stack: { type: "string", default: "ServerlessChat" },
        "with-data": { type: "boolean", default: false },
      },
    });
    const command = positionals.length === 1 ? COMMANDS[positionals[0]] : undefined;
    if (command === undefined) {
      throw new Error("usage: node kept.mjs list|import|delete [--stack NAME] [--with-data]");
    }
    command(kept(values.stack), values["with-data"]);
  } catch (failure) {
    console.error(failure.message);
    process.exitCode = 1;
  }
}

function list(resources) {
  resources.forEach(({ type, id, physical }) => console.log(`${id}\t${type}\t${physical}`));
}

function importFile(resources) {
  const mapping = Object.fromEntries(
    resources.map(({ type, id, physical }) => [id, { [TYPES[type].key]: physical }]),
  );
  writeFileSync("kept.json", `${JSON.stringify(mapping, null, 2)}\n`);
  console.log("kept.json is written. Next: npx cdk import --resource-mapping kept.json");
}

function remove(resources, withData) {
  for (const { type, id, physical } of resources) {
    if (withData || TYPES[type].isEmpty(physical)) {
      TYPES[type].remove(physical);
      console.log(`deleted ${id} ${physical}`);
    } else {
      console.log(`kept ${id} ${physical}: it has data; --with-data deletes it, too`);
      process.exitCode = 1;
    }
  }
}

/** The kept tables and user pools that belong to no stack now. */
function kept(stack) {
  const arn = stack.startsWith("arn:") ? stack : lastEnded(stack);
  return aws("cloudformation", "list-stack-resources", "--stack-name", arn)
    .StackResourceSummaries.filter(
      ({ ResourceType, ResourceStatus }) =>
        ResourceStatus === "DELETE_SKIPPED" && ResourceType in TYPES,
    )
    .map(({ ResourceType, LogicalResourceId, PhysicalResourceId }) => ({
      type: ResourceType,
      id: LogicalResourceId,
      physical: PhysicalResourceId,
    }))
    .filter(({ physical }) => !belongsToAStack(physical));
}

function lastEnded(name) {
  const ended = aws("cloudformation", "list-stacks", "--stack-status-filter", ...ENDED)
    .StackSummaries.filter(({ StackName, ParentId }) => StackName === name && !ParentId)
    .sort((one, other) => (one.CreationTime < other.CreationTime ? 1 : -1));
  if (ended.length === 0) {
    throw new Error(`no stack ${name} was deleted or rolled back in the last 90 days`);
  }
  return ended[0].StackId;
}

/** Whether a stack has taken the resource back. */
function belongsToAStack(physical) {
  const found = attempt("cloudformation", "describe-stack-resources", [
    "--physical-resource-id",
    physical,
  ]);
  return (found?.StackResources ?? []).some(
    (resource) =>
      resource.PhysicalResourceId === physical && !resource.ResourceStatus.startsWith("DELETE_"),
  );
}

/** @returns {any} undefined if CloudFormation knows no stack with the resource */
function attempt(service, operation, parameters) {
  try {
    return aws(service, operation, ...parameters);
  } catch (failure) {
    if (/does not exist/.test(failure.message)) {
      return undefined;
    }
    throw failure;
  }
}

/** @returns {any} the answer of the AWS CLI; it reads all pages */
function aws(...parameters) {
  try {
    const answer = execFileSync("aws", [...parameters, "--output", "json"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    return answer.trim() ? JSON.parse(answer) : {};
  } catch (failure) {
    throw failure.code === "ENOENT"
      ? new Error("The AWS CLI is needed: https://aws.amazon.com/cli/")
      : new Error(failure.stderr?.trim() || failure.message);
  }
}
