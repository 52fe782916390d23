package io.jenkins.plugins.aha.steps;

import com.sun.management.HotSpotDiagnosticMXBean;
import hudson.remoting.VirtualChannel;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import jenkins.MasterToSlaveFileCallable;

/**
 * Looks for a text in the memory of an agent. The search itself holds the text only masked, so as not to find itself.
 */
final class HeapSearch extends MasterToSlaveFileCallable<Boolean> {
    private static final long serialVersionUID = 1L;
    private static final int MASK = 0x55;

    private final byte[] masked;
    private final boolean plant;

    /**
     * @param text ASCII, whose first character appears nowhere else in it
     * @param plant whether the search puts the text there first
     */
    HeapSearch(String text, boolean plant) {
        masked = mask(text.getBytes(StandardCharsets.US_ASCII));
        this.plant = plant;
    }

    private static byte[] mask(byte[] text) {
        byte[] result = text.clone();
        for (int i = 0; i < result.length; i++) {
            result[i] ^= MASK;
        }
        return result;
    }

    @Override
    public Boolean invoke(File workspace, VirtualChannel channel) throws IOException {
        String planted = plant ? new String(mask(masked), StandardCharsets.US_ASCII) : "";
        Path dump = workspace.toPath().resolve("heap.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(dump.toString(), true);
        Reference.reachabilityFence(planted);
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(dump), 1 << 20)) {
            return isIn(bytes);
        } finally {
            Files.delete(dump);
        }
    }

    private boolean isIn(InputStream bytes) throws IOException {
        int matched = 0;
        for (int next = bytes.read(); next >= 0; next = bytes.read()) {
            byte seen = (byte) (next ^ MASK);
            matched = seen == masked[matched] ? matched + 1 : seen == masked[0] ? 1 : 0;
            if (matched == masked.length) {
                return true;
            }
        }
        return false;
    }
}
