/** What a client stack must provide, and nothing of any stack; imported by stacks and trials. */
@NullMarked
package dev.pushpull.client;

import org.jspecify.annotations.NullMarked;
