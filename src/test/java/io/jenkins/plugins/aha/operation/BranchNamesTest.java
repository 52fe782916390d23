package io.jenkins.plugins.aha.operation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BranchNamesTest {
    @Test
    void aBranchIsNamedByEitherVariable() {
        assertEquals(List.of(), BranchNames.in(Map.of("BRANCH_NAME", " ")));
        assertEquals(
                List.of("feature/PRJ1-1", "origin/feature/PRJ1-1"),
                BranchNames.in(Map.of("GIT_BRANCH", "origin/feature/PRJ1-1", "BRANCH_NAME", "feature/PRJ1-1")));
        // Without a change request such a name is that of a branch.
        assertEquals(List.of("PR-7"), BranchNames.in(Map.of("BRANCH_NAME", "PR-7")));
    }

    @Test
    void theNumberOfAChangeRequestIsNoName() {
        for (String number : List.of("PR-7", "MR-7", "origin/pr-7", "PR-7-head", "MR-7-merge")) {
            assertEquals(
                    List.of("fix/PRJ1-2", "Fix PR-7"),
                    BranchNames.in(Map.of(
                            "CHANGE_ID", "7",
                            "CHANGE_BRANCH", "fix/PRJ1-2",
                            "BRANCH_NAME", number,
                            "GIT_BRANCH", number,
                            "CHANGE_TITLE", "Fix PR-7")));
        }
    }

    @Test
    void aChangeRequestMayBeKnownByItsBranchAlone() {
        assertEquals(
                List.of("fix/PRJ1-2"), BranchNames.in(Map.of("CHANGE_BRANCH", "fix/PRJ1-2", "BRANCH_NAME", "PR-7")));
    }

    @Test
    void aNameThatAScriptHasSetCountsInAChangeRequest() {
        assertEquals(
                List.of("feature/PRJ1-3"), BranchNames.in(Map.of("CHANGE_ID", "7", "BRANCH_NAME", "feature/PRJ1-3")));
    }
}
