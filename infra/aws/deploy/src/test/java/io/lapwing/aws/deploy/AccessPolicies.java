package io.lapwing.aws.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may do what.
final class AccessPolicies {

    /// Every `*` that an allowing statement may hold, with its reason. A refusing statement may hold any.
    static final Map<String, String> WILDCARDS = Map.ofEntries(
            // The device is named by the message that is answered: its topic is known only when it is published to.
            Map.entry("topic/iot/v1/*/*/error", "functions tell any device what was refused"),
            Map.entry("topic/iot/v1/*/*/shadow/*",
                    "receiveMessages and deliverEvents tell any device of its shadows"),
            Map.entry("topic/iot/v1/*/*/cmd/*", "deliverEvents sends commands to any device"),
            // So is the one that apps are told of.
            Map.entry("topic/app/v1/*/readings/*", "whoever stores readings tells apps of them"),
            Map.entry("topic/app/v1/*/presence/*", "deliverEvents tells apps who came and went"),
            Map.entry("topic/app/v1/*/alerts/*", "deliverEvents tells apps of alerts"),
            Map.entry("topic/app/v1/*/commands/*", "deliverEvents tells apps of commands"),
            // Each session of the role is held to one client and one tenant by a policy of its own.
            Map.entry("client/lapwing-app-*", "an app connects with a client id that was made for it"),
            Map.entry("topicfilter/app/v1/*", "an app subscribes to updates of its tenant"),
            Map.entry("topic/app/v1/*", "an app receives updates of its tenant"),
            // What a device does below its own prefix is its own affair.
            Map.entry(
                    "topic/iot/v1/&{iot:Connection.Thing.Attributes[tenant]}/&{iot:Connection.Thing.Attributes[device]}/*",
                    "a device publishes and receives below its own prefix"),
            Map.entry(
                    "topicfilter/iot/v1/&{iot:Connection.Thing.Attributes[tenant]}/&{iot:Connection.Thing.Attributes[device]}/*",
                    "a device subscribes below its own prefix"),
            // The names of these are made up when they are written.
            Map.entry("aws_s3_bucket.files.arn/rule-failures/*",
                    "a rule keeps what it could not deliver, in this folder only"),
            Map.entry("aws_s3_bucket.files.arn/files/*",
                    "whoever works with files does so with any file, in this folder only"),
            Map.entry("aws_cloudwatch_log_group.this.arn:*", "the log streams of the function's own log group"),
            // API Gateway's ARN of the default route; there is one stage.
            Map.entry("aws_apigatewayv2_api.this.execution_arn/*/$default",
                    "our own API calls the function, from any stage"),
            // The same for the routes of chats.
            Map.entry("aws_apigatewayv2_api.this.execution_arn/*/*/chat/web",
                    "our own API calls api for the web chat, from any stage and by any method"),
            Map.entry("aws_apigatewayv2_api.this.execution_arn/*/*/chat/{proxy+}",
                    "our own API calls receiveChat, from any stage and by the methods that have a route"));

    /// Actions that take no resource, and so have `*`.
    static final Set<String> WITHOUT_RESOURCE = Set.of("dynamodb:ListStreams");

    /// What an app may do at most, and to what.
    private static final Map<String, String> APP_ACTIONS = Map.of("iot:Connect", ":client/lapwing-app-*",
            "iot:Subscribe", ":topicfilter/app/v1/*", "iot:Receive", ":topic/app/v1/*");

    static final List<Policy> ALL = List.of(new Policy("no-wildcards", AccessPolicies::wildcards),
            new Policy("policies-are-documents", AccessPolicies::policiesThatAreNoDocuments),
            new Policy("one-role-per-function", AccessPolicies::sharedRoles),
            new Policy("callers-are-named", AccessPolicies::unnamedCallers),
            new Policy("devices-stay-below-their-prefix", AccessPolicies::devicesElsewhere),
            new Policy("apps-only-listen", AccessPolicies::appsThatDoMore));

    private static final Map<String, String> POLICY_OF = Map.of("aws_iam_role_policy", "policy", "aws_iam_role",
            "assume_role_policy", "aws_iot_policy", "policy", "aws_sqs_queue_policy", "policy", "aws_s3_bucket_policy",
            "policy", "aws_sns_topic_policy", "policy");

    private AccessPolicies() {}

    static boolean isAllowed(String text) {
        return WILDCARDS.keySet().stream().anyMatch(allowed -> text.equals(allowed) || text.endsWith(":" + allowed));
    }

    private static Stream<String> wildcards(Configuration configuration) {
        return configuration.data("aws_iam_policy_document").flatMap(document -> document.body().blocks("statement")
                .stream().filter(statement -> !statement.text("effect").equals("Deny"))
                .flatMap(statement -> wildcards(document, statement)));
    }

    private static Stream<String> wildcards(Block document, Attributes statement) {
        Stream<String> unbounded = Stream.of("not_actions", "not_resources", "not_principals").filter(statement::has)
                .map(name -> document.fullAddress() + ": allows everything but something (" + name + ")");
        Stream<String> principals = statement.blocks("principals").stream()
                .flatMap(principal -> principal.texts("identifiers").stream());
        Stream<String> starred = Stream
                .of(statement.texts("actions").stream(), statement.texts("resources").stream(), principals)
                .flatMap(Function.identity())
                .filter(text -> text.contains("*") || text.equals(Attributes.UNKNOWN))
                .filter(text -> !isAllowed(text) && !(text.equals("*") && takesNoResource(statement)))
                .map(text -> document.fullAddress() + ": allows " + text);
        return Stream.concat(unbounded, starred);
    }

    private static boolean takesNoResource(Attributes statement) {
        return statement.has("actions") && WITHOUT_RESOURCE.containsAll(statement.texts("actions"));
    }

    /// A policy in another form would not be seen by the other rules.
    private static Stream<String> policiesThatAreNoDocuments(Configuration configuration) {
        Stream<String> otherForms = POLICY_OF.entrySet().stream()
                .flatMap(type -> configuration.resources(type.getKey())
                        .filter(block -> !isDocument(configuration, block, block.body().text(type.getValue())))
                        .map(block -> block.fullAddress() + ": its policy is no aws_iam_policy_document"));
        Set<String> foreign = Set.of("aws_iam_role_policy_attachment", "aws_iam_policy_attachment", "aws_iam_policy",
                "aws_iam_role_policies_exclusive", "aws_iam_user");
        Stream<String> others = configuration.of("resource").filter(block -> foreign.contains(block.type()))
                .map(block -> block.fullAddress() + ": what it allows is written elsewhere");
        Stream<String> inline = configuration.resources("aws_iam_role")
                .filter(role -> role.body().has("inline_policy") || role.body().has("managed_policy_arns"))
                .map(role -> role.fullAddress() + ": what it allows is written elsewhere");
        return Stream.of(otherForms, others, inline).flatMap(Function.identity());
    }

    private static boolean isDocument(Configuration configuration, Block block, String policy) {
        return policy.startsWith("data.aws_iam_policy_document.")
                && configuration.resolve(block.module(), policy).isPresent();
    }

    /// A role is one function's alone, and made beside it.
    private static Stream<String> sharedRoles(Configuration configuration) {
        Map<Block, Long> uses = configuration.of("resource").flatMap(block -> roles(configuration, block))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return configuration.resources("aws_lambda_function").filter(function -> roles(configuration, function)
                .filter(role -> role.module().equals(function.module()) && uses.getOrDefault(role, 0L) == 1)
                .count() != 1)
                .map(function -> function.fullAddress() + ": has no role that is its own");
    }

    /// The roles that something acts in; a role's own policies only add to it.
    private static Stream<Block> roles(Configuration configuration, Block block) {
        return block.type().equals("aws_iam_role_policy") ? Stream.empty()
                : block.body().allTexts().filter(text -> text.endsWith("arn"))
                        .flatMap(text -> configuration.resolve(block.module(), text).stream())
                        .filter(target -> target.type().equals("aws_iam_role"));
    }

    private static Stream<String> unnamedCallers(Configuration configuration) {
        return configuration.resources("aws_lambda_permission")
                .filter(permission -> !isNamed(permission.body().text("source_arn")))
                .map(permission -> permission.fullAddress() + ": lets others than our own resource call the function");
    }

    private static boolean isNamed(String caller) {
        return !caller.isEmpty() && (!caller.contains("*") || isAllowed(caller));
    }

    private static Stream<String> devicesElsewhere(Configuration configuration) {
        return configuration.resources("aws_iot_policy")
                .flatMap(policy -> configuration.resolve(policy.module(), policy.body().text("policy")).stream())
                .flatMap(document -> document.body().blocks("statement").stream()
                        .filter(statement -> !isOfTheThing(statement))
                        .map(statement -> document.fullAddress() + ": " + statement.text("sid")
                                + " is not bound to the thing that the certificate belongs to"));
    }

    /// The role that apps get sessions of connects as apps, hears what is for apps, and says nothing.
    private static Stream<String> appsThatDoMore(Configuration configuration) {
        return configuration.data("aws_iam_policy_document").filter(document -> document.name().equals("app"))
                .flatMap(document -> document.body().blocks("statement").stream()
                        .filter(statement -> !statement.texts("actions").stream().allMatch(APP_ACTIONS::containsKey)
                                || !statement.texts("actions").stream().allMatch(action -> statement.texts("resources")
                                        .stream().allMatch(resource -> resource.endsWith(APP_ACTIONS.get(action)))))
                        .map(statement -> document.fullAddress() + ": " + statement.text("sid")
                                + " lets apps do more than listen"));
    }

    private static boolean isOfTheThing(Attributes statement) {
        boolean ofAttached = statement.blocks("condition").stream()
                .anyMatch(condition -> condition.text("variable").equals("iot:Connection.Thing.IsAttached"));
        return statement.texts("resources").stream().allMatch(resource -> statement.texts("actions")
                .contains("iot:Connect") ? ofAttached && resource.endsWith(":client/&{iot:Connection.Thing.ThingName}")
                        : resource
                                .matches(".*:topic(filter)?/iot/v1/&\\{iot:Connection\\.Thing\\.Attributes\\[tenant]}/"
                                        + "&\\{iot:Connection\\.Thing\\.Attributes\\[device]}/.+"));
    }
}
