/**
 * Models in the ONNX format, read and written.
 *
 * <p>{@link org.chainrule.onnx.Onnx} is the door. A file becomes the records of {@link org.chainrule.onnx.Proto}, and each of its nodes a
 * graph of the catalogue's functions by one rule an operator and version; what depends on shapes only is computed on the way.
 */
@NullMarked
package org.chainrule.onnx;

import org.jspecify.annotations.NullMarked;
