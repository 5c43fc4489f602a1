package io.lapwing.chatbot.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ModelSettingsTest {
    private static final Map<String, String> ALL = Map.of("LAPWING_MODEL_URL", "https://example.org/v1",
            "LAPWING_MODEL_KEY", "sk-secret", "LAPWING_MODEL_NAME", "small");

    @Test
    void has_no_model_where_nothing_is_set() {
        assertThat(ModelSettings.from(Map.of("LAPWING_MODEL_KEY", " ", "PATH", "/bin"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LAPWING_MODEL_URL", "LAPWING_MODEL_KEY", "LAPWING_MODEL_NAME"})
    void names_what_is_missing(String missing) {
        Map<String, String> half = new HashMap<>(ALL);
        half.put(missing, "");

        assertThatIllegalArgumentException().isThrownBy(() -> ModelSettings.from(half))
                .withMessageContaining(" is set, but " + missing + " is not").withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org/v1", "ftp://example.org", "https:///v1", "https://a:b@example.org",
            "https://example.org/v1?key=x", "http://exa mple.org"})
    void names_the_url_that_is_none(String url) {
        Map<String, String> wrong = new HashMap<>(ALL);
        wrong.put("LAPWING_MODEL_URL", url);

        assertThatIllegalArgumentException().isThrownBy(() -> ModelSettings.from(wrong))
                .withMessageStartingWith("LAPWING_MODEL_URL is the http or https URL of an API");
    }

    @Test
    void refuses_a_key_that_no_header_can_hold() {
        Map<String, String> wrong = new HashMap<>(ALL);
        wrong.put("LAPWING_MODEL_KEY", "sk-secret\r\nX: y");

        assertThatIllegalArgumentException().isThrownBy(() -> ModelSettings.from(wrong))
                .withMessageContaining("LAPWING_MODEL_KEY").withMessageNotContaining("secret");
    }

    @Test
    void shows_no_key() {
        assertThat(ModelSettings.from(ALL).orElseThrow()).asString().contains("example.org").doesNotContain("secret");
    }

    /// Langchain4j cannot be loaded here at all, as on the class path of whoever deploys without it.
    @Test
    void loads_nothing_of_langchain4j_before_it_is_needed() throws ReflectiveOperationException {
        ClassLoader without = new ClassLoader(getClass().getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (name.startsWith("dev.langchain4j.")) {
                    throw new ClassNotFoundException(name);
                }
                return name.startsWith("io.lapwing.chatbot.") ? own(name) : super.loadClass(name, resolve);
            }

            private Class<?> own(String name) throws ClassNotFoundException {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                    if (in == null) {
                        throw new ClassNotFoundException(name);
                    }
                    byte[] bytes = in.readAllBytes();
                    return defineClass(name, bytes, 0, bytes.length);
                } catch (IOException e) {
                    throw new ClassNotFoundException(name, e);
                }
            }
        };
        Class<?> settings = Class.forName(ModelSettings.class.getName(), true, without);

        assertThat(settings.getClassLoader()).isSameAs(without);
        assertThat(settings.getMethod("from", Map.class).invoke(null, Map.of())).isEqualTo(Optional.empty());
        assertThat((Optional<?>) settings.getMethod("from", Map.class).invoke(null, ALL)).isPresent();
    }
}
