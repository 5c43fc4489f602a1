package io.lapwing.local.chatemulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// Where all that a bot writes ends up, in the order in which it comes. Keeps the last of it. Thread-safe.
public final class Wall {
    private static final int MAX_POSTS = 100_000;

    private final List<Post> posts = new ArrayList<>();
    private final Consumer<Post> listener;

    /// @param listener told of each of them
    public Wall(Consumer<Post> listener) {
        this.listener = listener;
    }

    synchronized void add(Post post) {
        if (posts.size() == MAX_POSTS) {
            throw new IllegalStateException("the bot wrote more than " + MAX_POSTS + " messages");
        }
        posts.add(post);
        notifyAll();
        listener.accept(post);
    }

    /// How many there are, changes included.
    public synchronized int size() {
        return posts.size();
    }

    /// All of them, in their order.
    public synchronized List<Post> posts() {
        return List.copyOf(posts);
    }

    /// The one that came after so many.
    ///
    /// @return empty if none comes within that time
    public synchronized Optional<Post> await(int before, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (posts.size() <= before) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return Optional.of(posts.get(before));
    }

    /// A message as it stands now.
    synchronized Optional<Post> find(String id) {
        return posts.reversed().stream().filter(post -> post.id().equals(id)).findFirst();
    }

    /// The newest message that has a button with this label, or that many-th button.
    public synchronized Optional<Pressable> pressable(String label) {
        return current().stream().flatMap(post -> button(post, label).stream()).findFirst();
    }

    /// @param post that has it
    public record Pressable(Post post, Post.Button button) {}

    /// Messages as they stand, the newest first.
    private Collection<Post> current() {
        SequencedMap<String, Post> current = new LinkedHashMap<>();
        posts.forEach(post -> current.putLast(post.id(), post));
        return current.reversed().values();
    }

    private static Optional<Pressable> button(Post post, String label) {
        return post.buttons().stream()
                .filter(button -> button.label().equalsIgnoreCase(label)
                        || label.equals(Integer.toString(post.buttons().indexOf(button) + 1)))
                .map(button -> new Pressable(post, button)).findFirst();
    }
}
