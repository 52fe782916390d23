package io.jenkins.plugins.aha.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** One connection of the DevTools protocol: calls with their answers, and navigation. For one calling thread. */
final class DevTools implements WebSocket.Listener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;

    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    /** By the loader that Chromium gives each navigation: the event may come before the call's answer that names it. */
    private final Map<String, CompletableFuture<JsonNode>> loads = new ConcurrentHashMap<>();

    private volatile CompletableFuture<JsonNode> nextLoad = new CompletableFuture<>();
    /** Never completes but with the reason why no answer can come any more. */
    private final CompletableFuture<JsonNode> end = new CompletableFuture<>();

    private final AtomicInteger lastCall = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private WebSocket socket;

    private DevTools() {}

    static DevTools connect(URI address)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        DevTools tools = new DevTools();
        tools.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(address, tools)
                .get(SECONDS, TimeUnit.SECONDS);
        tools.call("Page.enable", Map.of());
        tools.call("Page.setLifecycleEventsEnabled", Map.of("enabled", true));
        return tools;
    }

    /** Calls a method and returns its result. */
    JsonNode call(String method, Map<String, ?> parameters)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        int id = lastCall.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        calls.put(id, answer);
        String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(text, true).get(SECONDS, TimeUnit.SECONDS);
        JsonNode result = await(answer);
        if (result.has("error")) {
            throw new IOException(method + ": " + result.path("error"));
        }
        return result.path("result");
    }

    /** Goes to an address and returns when this very page, not the one before it, has been loaded. */
    void navigate(String url) throws IOException, InterruptedException, ExecutionException, TimeoutException {
        JsonNode begun = call("Page.navigate", Map.of("url", url));
        if (begun.has("errorText")) {
            throw new IOException(url + ": " + begun.path("errorText").asText());
        }
        // Without a loader it is another place of the same page.
        if (begun.has("loaderId")) {
            String loader = begun.path("loaderId").asText();
            await(load(loader));
            loads.remove(loader);
        }
    }

    /** Does something in a page that has been loaded, and returns when the page that it leads to has been, too. */
    void awaitLoadAfter(Callable<?> act) throws Exception {
        nextLoad = new CompletableFuture<>();
        act.call();
        await(nextLoad);
    }

    private CompletableFuture<JsonNode> load(String loader) {
        return loads.computeIfAbsent(loader, unknown -> new CompletableFuture<>());
    }

    private JsonNode await(CompletableFuture<JsonNode> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        return (JsonNode) CompletableFuture.anyOf(answer, end).get(SECONDS, TimeUnit.SECONDS);
    }

    void close() {
        socket.abort();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        message.append(data);
        if (last) {
            take(message.toString());
            message.setLength(0);
        }
        from.request(1);
        return null;
    }

    private void take(String text) {
        JsonNode whole;
        try {
            whole = JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (whole.has("id")) {
            CompletableFuture<JsonNode> waiting = calls.remove(whole.path("id").asInt());
            if (waiting != null) {
                waiting.complete(whole);
            }
        } else if (whole.path("method").asText().equals("Page.javascriptDialogOpening")) {
            // "Leave this page?", which a form asks for that was changed and not saved: nothing else goes on meanwhile.
            socket.sendText(
                    "{\"id\": " + lastCall.incrementAndGet()
                            + ", \"method\": \"Page.handleJavaScriptDialog\", \"params\": {\"accept\": true}}",
                    true);
        } else if (whole.path("method").asText().equals("Page.lifecycleEvent")
                && whole.path("params").path("name").asText().equals("load")) {
            load(whole.path("params").path("loaderId").asText()).complete(whole);
            nextLoad.complete(whole);
        }
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end.completeExceptionally(new IOException("The connection to Chromium broke", error));
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        end.completeExceptionally(new IOException("Chromium closed the connection: " + status + " " + reason));
        return null;
    }
}
