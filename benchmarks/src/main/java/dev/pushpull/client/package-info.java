/** What a client stack must provide and what all stacks share; imported by stacks and trials. */
@NullMarked
package dev.pushpull.client;

import org.jspecify.annotations.NullMarked;
