package com.cloudbees.groovy.cps;

/** Stands in for Jenkins' annotation of this name; here every method runs without interruption. */
public @interface NonCPS {}
