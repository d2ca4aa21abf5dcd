package org.chainrule.onnx;

import static org.chainrule.onnx.Fn.fn;
import static org.chainrule.onnx.Fn.num;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.chainrule.graph.Node;
import org.chainrule.tensor.Shape;
import org.chainrule.tensor.Tensor;

/** Operators that find things in pictures: regions and boxes are known, the entries of the picture are not. */
final class DetectionRules {
    private DetectionRules() {}

    static void addTo(Rules rules) {
        rules.add("RoiAlign", 10, c -> roiAlign(c, false));
        rules.add(
                "RoiAlign",
                16,
                c -> roiAlign(
                        c,
                        c.text("coordinate_transformation_mode", "half_pixel").equals("half_pixel")));
        rules.add("MaxRoiPool", 1, DetectionRules::roiPool);
        rules.add("NonMaxSuppression", 10, DetectionRules::suppressed);
    }

    private static List<Val> roiAlign(Call c, boolean half) {
        Tensor rois = c.known(1);
        long[] batch = c.longs(2);
        int high = c.integer("output_height", 1);
        int wide = c.integer("output_width", 1);
        int ratio = c.integer("sampling_ratio", 0);
        double scale = c.number("spatial_scale", 1);
        boolean max = c.text("mode", "avg").equals("max");
        int height = c.extent(0, 2);
        int width = c.extent(0, 3);
        double shift = half ? 0.5 : 0;
        List<Node> regions = new ArrayList<>();
        Node x = c.real(0)
                .reshape(Shape.of(
                        c.shape(0).dim(0), c.shape(0).dim(1), org.chainrule.tensor.Dim.of((long) height * width)));
        for (int r = 0; r < batch.length; r++) {
            double left = rois.get(r, 0) * scale - shift;
            double top = rois.get(r, 1) * scale - shift;
            double across = rois.get(r, 2) * scale - shift - left;
            double down = rois.get(r, 3) * scale - shift - top;
            if (!half) {
                across = Math.max(across, 1);
                down = Math.max(down, 1);
            }
            int rows = ratio > 0 ? ratio : (int) Math.ceil(down / high);
            int columns = ratio > 0 ? ratio : (int) Math.ceil(across / wide);
            int samples = Math.max(1, rows * columns);
            // [H·W, bins · samples · 4]: the weights of the four pixels around each sample.
            int points = high * wide * samples;
            double[] corners = new double[points * 4];
            long[] places = new long[points * 4];
            int at = 0;
            for (int bin = 0; bin < high * wide; bin++) {
                for (int s = 0; s < rows * columns; s++) {
                    int row = bin / wide;
                    int step = s / columns;
                    double y = top + row * down / high + (step + 0.5) * down / high / rows;
                    double z = left + (bin % wide) * across / wide + (s % columns + 0.5) * across / wide / columns;
                    around(y, z, height, width, at, corners, places);
                    at += 4;
                }
            }
            Node own = fn("slice", x, 0, (int) batch[r], (int) batch[r] + 1);
            Node found = IndexRules.taken(own.reshape(own.shape().without(0)), places, 1)
                    .times(Node.constant(Tensor.of(corners)));
            Shape apart = Shape.of(
                    own.shape().dim(1),
                    org.chainrule.tensor.Dim.of((long) high * wide),
                    org.chainrule.tensor.Dim.of(samples * 4L));
            Node bins = max
                    ? fn("max", found.reshape(apart), "axis=", 2)
                    : fn("sum", found.reshape(apart), "axis=", 2).over(samples);
            regions.add(fn("reshape", bins, List.of(own.shape().dim(1), high, wide)));
        }
        return c.out(fn("stack", regions, 0));
    }

    private static void around(double y, double x, int height, int width, int at, double[] corners, long[] places) {
        if (y < -1 || y > height || x < -1 || x > width) {
            return;
        }
        double row = Math.max(0, y);
        double column = Math.max(0, x);
        int low = Math.min((int) row, height - 1);
        int left = Math.min((int) column, width - 1);
        int next = Math.min(low + 1, height - 1);
        int right = Math.min(left + 1, width - 1);
        double down = low == height - 1 ? 0 : row - low;
        double along = left == width - 1 ? 0 : column - left;
        places[at] = (long) low * width + left;
        places[at + 1] = (long) low * width + right;
        places[at + 2] = (long) next * width + left;
        places[at + 3] = (long) next * width + right;
        corners[at] = (1 - down) * (1 - along);
        corners[at + 1] = (1 - down) * along;
        corners[at + 2] = down * (1 - along);
        corners[at + 3] = down * along;
    }

    private static List<Val> roiPool(Call c) {
        Tensor rois = c.known(1);
        long[] sizes = c.wholes("pooled_shape");
        double scale = c.number("spatial_scale", 1);
        int height = c.extent(0, 2);
        int width = c.extent(0, 3);
        List<Node> regions = new ArrayList<>();
        for (int r = 0; r < rois.shape().extent(0); r++) {
            int batch = (int) rois.get(r, 0);
            long left = Math.round(rois.get(r, 1) * scale);
            long top = Math.round(rois.get(r, 2) * scale);
            double across = Math.max(Math.round(rois.get(r, 3) * scale) - left + 1, 1) / (double) sizes[1];
            double down = Math.max(Math.round(rois.get(r, 4) * scale) - top + 1, 1) / (double) sizes[0];
            Node own = fn("slice", c.real(0), 0, batch, batch + 1);
            Node image = own.reshape(own.shape().without(0));
            List<Node> bins = new ArrayList<>();
            for (int i = 0; i < sizes[0]; i++) {
                for (int j = 0; j < sizes[1]; j++) {
                    int y0 = within(Math.floor(i * down) + top, height);
                    int y1 = within(Math.ceil((i + 1) * down) + top, height);
                    int x0 = within(Math.floor(j * across) + left, width);
                    int x1 = within(Math.ceil((j + 1) * across) + left, width);
                    bins.add(
                            y1 <= y0 || x1 <= x0
                                    ? num(0).broadcastTo(Shape.of(image.shape().dim(0)))
                                    : fn(
                                            "max",
                                            fn("slice", fn("slice", image, 1, y0, y1), 2, x0, x1),
                                            "axis=",
                                            List.of(1, 2)));
                }
            }
            regions.add(
                    fn("reshape", fn("stack", bins, 1), List.of(image.shape().dim(0), sizes[0], sizes[1])));
        }
        return c.out(fn("stack", regions, 0));
    }

    private static int within(double at, int size) {
        return (int) Math.max(0, Math.min(size, at));
    }

    private static List<Val> suppressed(Call c) {
        Tensor boxes = c.known(0);
        Tensor scores = c.known(1);
        long most = c.has(2) ? c.longs(2)[0] : 0;
        double overlap = c.has(3) ? c.known(3).at(0) : 0;
        double least = c.has(4) ? c.known(4).at(0) : Double.NEGATIVE_INFINITY;
        boolean centred = c.flag("center_point_box", false);
        int batches = scores.shape().extent(0);
        int classes = scores.shape().extent(1);
        int count = scores.shape().extent(2);
        List<Long> picked = new ArrayList<>();
        for (int b = 0; b < batches; b++) {
            for (int k = 0; k < classes; k++) {
                int batch = b;
                int kind = k;
                List<Integer> kept = new ArrayList<>();
                List<Integer> order = IntStream.range(0, count)
                        .filter(i -> !c.has(4) || scores.get(batch, kind, i) > least)
                        .boxed()
                        .sorted((i, j) -> Double.compare(scores.get(batch, kind, j), scores.get(batch, kind, i)))
                        .toList();
                for (int i : order) {
                    if (kept.size() < most
                            && kept.stream().allMatch(j -> shared(boxes, batch, i, j, centred) <= overlap)) {
                        kept.add(i);
                        picked.addAll(List.of((long) b, (long) k, (long) i));
                    }
                }
            }
        }
        Shape shape = Shape.of(picked.size() / 3, 3);
        return List.of(Val.of(Node.constant(Tensors.whole(shape, picked::get)), ElementType.INT64));
    }

    /** The common part of two boxes, in parts of what both cover. */
    private static double shared(Tensor boxes, int batch, int i, int j, boolean centred) {
        double[] a = box(boxes, batch, i, centred);
        double[] b = box(boxes, batch, j, centred);
        double high = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
        double wide = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
        double common = Math.max(0, high) * Math.max(0, wide);
        double all = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common;
        return common <= 0 ? 0 : common / all;
    }

    private static double[] box(Tensor boxes, int batch, int i, boolean centred) {
        double p = boxes.get(batch, i, 0);
        double q = boxes.get(batch, i, 1);
        double r = boxes.get(batch, i, 2);
        double s = boxes.get(batch, i, 3);
        return centred
                ? new double[] {q - s / 2, p - r / 2, q + s / 2, p + r / 2}
                : new double[] {Math.min(p, r), Math.min(q, s), Math.max(p, r), Math.max(q, s)};
    }
}
