/** Requests over the wire, with OkHttp, which is named nowhere below or above but where Jenkins' proxy is set up. */
package io.jenkins.plugins.aha.http.okhttp;
