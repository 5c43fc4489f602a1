package io.lapwing.aws.runtime;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FunctionHandlerTest {

    private static final List<AutoCloseable> CLOSED = new ArrayList<>();

    /// Answers what it was asked, in reverse, and who it was.
    private static final class Reversing implements Function<byte[], byte[]>, AutoCloseable {

        @Override
        public byte[] apply(byte[] event) {
            return new StringBuilder(new String(event, StandardCharsets.UTF_8)).reverse()
                    .append(Invocation.current().requestId()).toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public void close() {
            CLOSED.add(this);
        }
    }

    private static final class Configuration extends FunctionConfiguration {

        Configuration(Map<String, String> variables) {
            super(() -> new LambdaSettings(variables));
        }

        @Override
        protected void register(GenericApplicationContext context, LambdaSettings settings) {
            settings.require("LAPWING_A", "LAPWING_B", "LAPWING_C");
            context.registerBean("reverse", Reversing.class, Reversing::new,
                    bean -> bean.setDestroyMethodName("close"));
            context.registerBean("other", Function.class, () -> Function.identity());
        }
    }

    private static final class Handler extends FunctionHandler {

        Handler(Map<String, String> variables) {
            super(new Configuration(variables), "reverse");
        }
    }

    private static final Map<String, String> COMPLETE = Map.of("LAPWING_A", "a", "LAPWING_B", "b", "LAPWING_C", "c",
            "spring.cloud.function.definition", "other", "SPRING_CLOUD_FUNCTION_DEFINITION", "other");

    private static String handle(FunctionHandler handler, String event) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), output,
                new ACall("-r1", 3000));
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void calls_the_function_that_is_fixed_in_code() throws IOException {
        Handler handler = new Handler(COMPLETE);

        assertThat(handle(handler, "{\"spring.cloud.function.definition\":\"other\"}"))
                .isEqualTo("}\"rehto\":\"noitinifed.noitcnuf.duolc.gnirps\"{-r1");
    }

    @Test
    void names_all_settings_that_are_missing() {
        assertThatThrownBy(() -> new Handler(Map.of("LAPWING_B", "b", "LAPWING_C", " ")))
                .hasMessage("environment variables that must be set: LAPWING_A, LAPWING_C");
    }

    @Test
    void reads_no_more_than_lambda_lets_through() {
        Handler handler = new Handler(COMPLETE);
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                return length;
            }
        };

        assertThatThrownBy(() -> handler.handleRequest(endless, new ByteArrayOutputStream(), new ACall("r", 3000)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("8388608");
    }

    @Test
    void makes_every_bean_anew_after_a_snapshot() throws Exception {
        LiveFunction function = new LiveFunction(new Configuration(COMPLETE), "reverse");
        SnapStart snapStart = new SnapStart(function);
        function.start();
        function.apply(new byte[0]);
        int before = CLOSED.size();

        snapStart.beforeCheckpoint(org.crac.Core.getGlobalContext());

        assertThat(CLOSED).hasSize(before + 1);
        assertThatThrownBy(() -> function.apply(new byte[0])).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not restored");

        snapStart.afterRestore(org.crac.Core.getGlobalContext());

        assertThat(function.apply(new byte[]{'a', 'b'})).startsWith('b', 'a');
        function.stop();
        assertThat(CLOSED).hasSize(before + 2).doesNotHaveDuplicates();
    }
}
