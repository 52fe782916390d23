package org.jenkinsci.plugins.workflow.libs;

/** Stands in for Jenkins' annotation of this name; the libraries that it names are left out. */
public @interface Library {
    /** Names and versions of libraries. */
    String[] value() default {};

    /** As in Jenkins; without effect here. */
    boolean changelog() default true;
}
