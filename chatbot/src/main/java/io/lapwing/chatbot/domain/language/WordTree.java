package io.lapwing.chatbot.domain.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Phrases by their words, for finding the longest one that begins at a word. Not changed any more once it is built.
final class WordTree<T> {
    private final Map<String, WordTree<T>> children = new HashMap<>();
    private final List<T> values = new ArrayList<>(1);

    void add(List<String> words, T value) {
        WordTree<T> node = this;
        for (String word : words) {
            node = node.children.computeIfAbsent(word, _ -> new WordTree<>());
        }
        if (!node.values.contains(value)) {
            node.values.add(value);
        }
    }

    @Nullable
    WordTree<T> child(String word) {
        return children.get(word);
    }

    /// The node that a phrase leads to.
    @Nullable
    WordTree<T> find(List<String> words) {
        WordTree<T> node = this;
        for (String word : words) {
            node = node.child(word);
            if (node == null) {
                return null;
            }
        }
        return node;
    }

    List<T> values() {
        return values;
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    /// Whether a number, or a single letter, goes on from here.
    boolean isCounted() {
        return children.keySet().stream().anyMatch(word -> word.length() == 1 || Character.isDigit(word.charAt(0)));
    }
}
