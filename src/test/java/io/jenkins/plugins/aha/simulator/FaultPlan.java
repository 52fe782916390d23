package io.jenkins.plugins.aha.simulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiPredicate;

/**
 * Which request meets which {@link Fault}: first the queue, then the rules in the order given, then chaos.
 *
 * <p>A request over the limits meets none and uses none up. Setters return this object. Thread-safe.
 */
public final class FaultPlan {
    private final Deque<Fault> queue = new ArrayDeque<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Map<Fault, Double> chances = new EnumMap<>(Fault.class);
    private final Pauses pauses;
    private Random random = new Random(0);
    private long stallMillis = 60_000;
    private long dripMillis = 10;
    private String redirectUrl = "http://127.0.0.1:9/elsewhere";

    private static final class Rule {
        final BiPredicate<String, String> methodAndPath;
        final Fault fault;
        int left;

        Rule(BiPredicate<String, String> methodAndPath, int left, Fault fault) {
            this.methodAndPath = methodAndPath;
            this.left = left;
            this.fault = fault;
        }
    }

    FaultPlan(Pauses pauses) {
        this.pauses = pauses;
    }

    /** The next requests meet these faults, one each, in the order of their arrival at the simulator's work. */
    public synchronized FaultPlan next(Fault... faults) {
        queue.addAll(Arrays.asList(faults));
        return this;
    }

    /**
     * The next {@code count} requests that match meet this fault.
     *
     * @param methodAndPath is asked with the method and the raw path, such as {@code PUT}, {@code
     *     /api/v1/features/PRJ1-1}
     */
    public synchronized FaultPlan when(BiPredicate<String, String> methodAndPath, int count, Fault fault) {
        rules.add(new Rule(methodAndPath, count, fault));
        return this;
    }

    /**
     * Every request meets a fault by chance; the same seed gives the same faults to the same order of requests.
     *
     * @param probabilities fault to probability, from 0 to 1, at most 1 together
     */
    public synchronized FaultPlan chaos(long seed, Map<Fault, Double> probabilities) {
        double sum =
                probabilities.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1.000001 || probabilities.values().stream().anyMatch(one -> one < 0)) {
            throw new IllegalArgumentException(
                    "Probabilities must be from 0 to 1, and at most 1 together: " + probabilities);
        }
        random = new Random(seed);
        chances.clear();
        chances.putAll(probabilities);
        return this;
    }

    /** No faults from now on. */
    public synchronized FaultPlan clear() {
        queue.clear();
        rules.clear();
        chances.clear();
        return this;
    }

    /** How many milliseconds a stalled request waits unless released; 60,000 unless set. */
    public synchronized FaultPlan stallMillis(long millis) {
        stallMillis = millis;
        return this;
    }

    /** How many milliseconds pass between two pieces of a slow drip; 10 unless set. */
    public synchronized FaultPlan dripMillis(long millis) {
        dripMillis = millis;
        return this;
    }

    /** Where redirects lead; a closed port of this machine unless set. */
    public synchronized FaultPlan redirectTo(String url) {
        redirectUrl = url;
        return this;
    }

    /** Ends every stall that has begun. */
    public void releaseStalled() {
        pauses.release();
    }

    /** How many requests are stalled now. */
    public int stalled() {
        return pauses.stalled();
    }

    /** How many faults of the queue have not been met yet. */
    public synchronized int queued() {
        return queue.size();
    }

    synchronized Fault take(String method, String rawPath) {
        if (!queue.isEmpty()) {
            return queue.remove();
        }
        for (Rule rule : rules) {
            if (rule.left > 0 && rule.methodAndPath.test(method, rawPath)) {
                rule.left--;
                return rule.fault;
            }
        }
        double drawn = chances.isEmpty() ? 1 : random.nextDouble();
        for (Map.Entry<Fault, Double> chance : chances.entrySet()) {
            drawn -= chance.getValue();
            if (drawn < 0) {
                return chance.getKey();
            }
        }
        return Fault.NONE;
    }

    synchronized long stallMillis() {
        return stallMillis;
    }

    synchronized long dripMillis() {
        return dripMillis;
    }

    synchronized String redirectUrl() {
        return redirectUrl;
    }
}
