package io.lapwing.local.app.fuzz;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Statuses that no request can bring about by itself, and the tests that do.
///
/// @param lines of the form `operation status`, as a regular expression
/// @param reason why no request can
/// @param test class and method, of the module rest-api
record BeyondRequests(String lines, String reason, String test) {

    private static final String FUNCTIONS = "io.lapwing.restapi.functions.";

    static final List<BeyondRequests> ALL = List.of(
            new BeyondRequests("readiness.get 503", "a part would have to fail",
                    FUNCTIONS + "HttpMannersTest#says_which_parts_are_not_ready"),
            new BeyondRequests("(?!readiness).* 503", "the stores would have to be out of reach",
                    FUNCTIONS + "PromisedStatusTest#asks_to_come_back_while_the_stores_are_out_of_reach"),
            new BeyondRequests("(device.import|device.rotateCredentials|telemetry.ingest|rule.preview|alert.\\w+"
                    + "|streamToken.create|chat.\\w+|file.\\w+) 409",
                    "a request with the same key would have to be running",
                    FUNCTIONS + "PromisedStatusTest#asks_to_come_back_while_a_request_with_the_key_is_running"),
            new BeyondRequests("telemetry.ingest(ByToken)? 500", "the function would have to have a fault",
                    FUNCTIONS + "PromisedStatusTest#says_that_a_message_was_kept_that_the_function_failed_on"),
            new BeyondRequests("telemetry.ingestByToken 404",
                    "the device would have to be removed while its message is on the way",
                    FUNCTIONS + "PromisedStatusTest#knows_no_device_that_was_removed_meanwhile"),
            new BeyondRequests("telemetry.ingestByToken 429", "no device is limited over HTTP, but the platform may",
                    FUNCTIONS + "PromisedStatusTest#slows_down_a_device_that_the_platform_slows_down"),
            new BeyondRequests("stream.open 501", "this platform has a stream",
                    FUNCTIONS + "OpenStreamTest#says_where_there_is_no_stream_what_there_is_instead"),
            new BeyondRequests("streamToken.create 201", "this platform has a stream",
                    FUNCTIONS + "StreamTokenResourceTest#hands_out_what_an_app_listens_with"),
            new BeyondRequests("streamToken.create 422", "nothing is done here that could be done another time",
                    FUNCTIONS + "StreamTokenResourceTest#refuses_more_topics_than_a_token_can_name"),
            new BeyondRequests("file.\\w+ 501", "this platform takes files",
                    FUNCTIONS + "PromisedStatusTest#says_that_a_platform_takes_no_files"),
            new BeyondRequests("chat.link 201", "the bot would have to give a code, in a chat",
                    FUNCTIONS + "ChatLinkResourceTest#makes_the_account_that_was_given_the_code_the_callers"),
            new BeyondRequests("chat.say 501", "this platform has a chatbot",
                    FUNCTIONS + "WebChatResourceTest#says_where_there_is_no_chatbot_that_there_is_none"));

    static boolean coverAny(String line) {
        return ALL.stream().anyMatch(beyond -> line.matches(beyond.lines));
    }

    /// Entries that no line of the document needs, or whose test is not there.
    static List<BeyondRequests> groundless(Set<String> promised) {
        return ALL.stream().filter(beyond -> promised.stream().noneMatch(line -> line.matches(beyond.lines))
                || !beyond.hasTest()).toList();
    }

    private boolean hasTest() {
        int hash = test.indexOf('#');
        try {
            return Stream.of(Class.forName(test.substring(0, hash)).getDeclaredMethods())
                    .anyMatch(method -> method.getName().equals(test.substring(hash + 1))
                            && method.getAnnotations().length > 0);
        } catch (ClassNotFoundException _) {
            return false;
        }
    }
}
