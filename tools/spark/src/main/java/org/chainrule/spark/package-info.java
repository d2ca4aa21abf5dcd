/** Training over the data of several machines, on Spark. */
package org.chainrule.spark;
