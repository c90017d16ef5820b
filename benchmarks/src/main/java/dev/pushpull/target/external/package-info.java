/**
 * How clients speak to a server that is not ours, as a target file says. Imports {@code
 * target.message}, the target file and the engines' interface; imported by commands.
 */
@NullMarked
package dev.pushpull.target.external;

import org.jspecify.annotations.NullMarked;
