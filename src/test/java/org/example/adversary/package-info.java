/** Random models and claims that try to make {@code check} err, and a judge of their own that shares nothing with it. */
package org.example.adversary;
