package io.jenkins.plugins.aha.health;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.Jenkins;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/**
 * The prefixes of the products that builds and forms have seen, for each account; kept in Jenkins' home directory,
 * since a change log is shown long after the build. Thread-safe.
 */
@Extension
@Restricted(NoExternalUse.class)
public final class KnownProducts {
    private static final Logger LOGGER = Logger.getLogger(KnownProducts.class.getName());

    /** More than any account has. */
    private static final int MOST = 10_000;

    private static final Pattern IN_PATH = Pattern.compile("/[a-z_]+/([A-Z][A-Z0-9]{0,19})(?:[-/].*)?");

    private final ReentrantLock lock = new ReentrantLock();
    private Map<String, Set<String>> prefixes;

    /** Returns the one instance. */
    public static KnownProducts get() {
        return ExtensionList.lookupSingleton(KnownProducts.class);
    }

    /** Learns the product that a successful request named. */
    void learnFrom(String url, String path) {
        Matcher matcher = IN_PATH.matcher(path);
        if (matcher.matches()) {
            learn(url, List.of(matcher.group(1)));
        }
    }

    /**
     * Learns some products.
     *
     * @param url address of the site
     * @param seen prefixes such as {@code PRJ1}
     */
    public void learn(String url, Collection<String> seen) {
        lock.lock();
        try {
            Set<String> known = loaded().computeIfAbsent(account(url), site -> new TreeSet<>());
            if (known.size() + seen.size() <= MOST && known.addAll(seen)) {
                file().write(prefixes);
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, "Aha!: could not save which products are known", e);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the prefixes of the known products of a site; empty for none. */
    public Set<String> of(String url) {
        lock.lock();
        try {
            return Set.copyOf(loaded().getOrDefault(account(url), Set.of()));
        } finally {
            lock.unlock();
        }
    }

    /** Returns the address without path and in lower case, since all sites of an address are one account. */
    private static String account(String url) {
        return url.toLowerCase(Locale.ROOT).replaceFirst("^(https?://[^/]+).*", "$1");
    }

    @SuppressWarnings("unchecked")
    private Map<String, Set<String>> loaded() {
        if (prefixes == null) {
            prefixes = new TreeMap<>();
            try {
                if (file().exists()) {
                    prefixes = (Map<String, Set<String>>) file().read();
                }
            } catch (IOException e) {
                // They are learned again.
                LOGGER.log(Level.WARNING, "Aha!: could not read which products are known", e);
            }
        }
        return prefixes;
    }

    private static XmlFile file() {
        return new XmlFile(new File(Jenkins.get().getRootDir(), "aha-products.xml"));
    }
}
