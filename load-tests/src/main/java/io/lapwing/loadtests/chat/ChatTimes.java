package io.lapwing.loadtests.chat;

import io.lapwing.local.chatemulator.Post;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// When each question was due, answered and replied to. A question is known by the channel that it was asked in.
/// Thread-safe.
final class ChatTimes {
    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);
    private static final int DIGITS = 3;
    private static final String PREFIX = "q";

    private final int warmUp;
    private final long[] due;
    private final AtomicIntegerArray replies;
    private final LongAdder replied = new LongAdder();
    private final AtomicReference<String> failure = new AtomicReference<>("");
    private final Histogram answers = new ConcurrentHistogram(MAX_MICROS, DIGITS);
    private final Histogram posts = new ConcurrentHistogram(MAX_MICROS, DIGITS);

    /// @param warmUp how many of the questions do not count
    ChatTimes(int questions, int warmUp) {
        this.warmUp = warmUp;
        this.due = new long[questions];
        this.replies = new AtomicIntegerArray(questions);
    }

    static String channel(int question) {
        return PREFIX + question;
    }

    /// To be told before the question is asked.
    void due(int question, long micros) {
        due[question] = micros;
    }

    void answered(int question, long micros) {
        record(answers, question, micros);
    }

    void posted(Post post, long micros) {
        String channel = post.place().channel();
        if (channel == null) {
            return;
        }
        int question = Integer.parseInt(channel.substring(PREFIX.length()));
        if (replies.incrementAndGet(question) > 1) {
            failed("two replies to question " + question);
        } else if (!post.text().contains("never been seen")) {
            failed("not the reply to the question: " + post.text());
        }
        replied.increment();
        record(posts, question, micros);
    }

    private void record(Histogram histogram, int question, long micros) {
        if (question >= warmUp) {
            histogram.recordValue(Math.clamp(micros - due[question], 0, MAX_MICROS));
        }
    }

    void failed(String what) {
        failure.compareAndSet("", what);
    }

    /// The first thing that went wrong; empty if nothing did.
    String failure() {
        return failure.get();
    }

    long replied() {
        return replied.sum();
    }

    Histogram answers() {
        return answers;
    }

    Histogram posts() {
        return posts;
    }
}
