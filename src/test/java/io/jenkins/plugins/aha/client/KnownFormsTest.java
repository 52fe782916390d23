package io.jenkins.plugins.aha.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jenkins.plugins.aha.http.VirtualTime;
import io.jenkins.plugins.aha.model.CustomTableRecord;
import io.jenkins.plugins.aha.values.ValueComparison.Result;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownFormsTest {
    private final VirtualTime time = new VirtualTime();
    private final KnownForms forms = new KnownForms(time);

    private static CustomTableRecord record(String table, Object tier) {
        return CustomTableRecord.unread("5", table).withFields(tier == null ? Map.of() : Map.of("tier", tier));
    }

    @Test
    void whatWasShownOnceIsTheSame() {
        CustomTableRecord gold = record("customers", "gold");
        assertEquals(Result.UNCLEAR, forms.compare("tier", "77777", gold));
        forms.remember("tier", "77777", gold);
        assertEquals(Result.SAME, forms.compare("tier", "77777", gold));
        assertTrue(forms.allSame(Map.of("tier", "77777"), gold));
        assertFalse(forms.allSame(Map.of("tier", "77777", "name", "x"), gold));
        assertEquals(Result.UNCLEAR, forms.compare("tier", "77777", record("customers", "silver")));
        assertEquals(Result.UNCLEAR, forms.compare("tier", "77778", gold));
        assertEquals(Result.UNCLEAR, forms.compare("tier", "77777", record("partners", "gold")));
        assertEquals(Result.ANOTHER_VALUE, forms.compare("tier", "77777", record("customers", null)));
    }

    @Test
    void aValueMayHaveSeveralFormsOfWhichTheOldestGo() {
        for (int form = 0; form < 9; form++) {
            forms.remember("tier", "77777", record("customers", "form " + form));
        }
        forms.remember("tier", "77777", record("customers", "form 8"));
        assertEquals(Result.UNCLEAR, forms.compare("tier", "77777", record("customers", "form 0")));
        assertEquals(Result.SAME, forms.compare("tier", "77777", record("customers", "form 1")));
        assertEquals(8, forms.shownFor("customers", "tier", "77777").length);
    }

    @Test
    void formsAreForgottenAfterAMonthAndAtMost() {
        forms.remember("tier", "77777", record("customers", "gold"));
        time.pass(KnownForms.LONGEST);
        assertEquals(1, forms.shownFor("customers", "tier", "77777").length);
        time.pass(Duration.ofNanos(1));
        assertEquals(0, forms.shownFor("customers", "tier", "77777").length);
        for (int value = 0; value < KnownForms.MOST; value++) {
            forms.remember("tier", value, record("customers", "gold"));
        }
        forms.shownFor("customers", "tier", 0);
        forms.remember("tier", "one more", record("customers", "gold"));
        assertEquals(1, forms.shownFor("customers", "tier", 0).length);
        assertEquals(0, forms.shownFor("customers", "tier", 1).length);
    }

    @Test
    void theOrderOfAListIsNoForm() {
        assertEquals(KnownForms.digest(List.of("a", "b")), KnownForms.digest(List.of("b", "a")));
        assertFalse(KnownForms.digest(List.of("a", "b")) == KnownForms.digest(List.of("a", "c")));
    }
}
